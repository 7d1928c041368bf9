/** What is said of the pane that has the keys: which it is, its page, the file under the cursor. */
import { formatBytes, formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { titleOf } from '../pane-names.ts';
import { docRemark } from '../panes/doc-remark.ts';
import { type AppState, bodyOf, type DocPane } from '../state/app.ts';
import type { TreeEntry } from '../state/artifact-tree.ts';
import { currentEntry } from '../state/artifacts.ts';
import { questionOf } from '../state/doc-question.ts';
import { currentRun } from '../state/runs.ts';
import { seenLines } from './seen-lines.ts';

/** Tells it; of the list others tell. */
export function describePane(before: AppState, after: AppState): string[] {
  const { focus } = after;
  const isOther = before.focus !== focus;
  const title = isOther ? [titleLine(after)] : [];
  if (isDoc(focus)) return [...title, ...docLines(isOther, before, after, focus)];
  return focus === 'artifacts' ? [...title, ...fileLines(isOther, before, after)] : title;
}

function isDoc(pane: AppState['focus']): pane is DocPane {
  return pane === 'detail' || pane === 'compare' || pane === 'diff' || pane === 'lineage';
}

/** `Detail: nimble-stork`. */
function titleLine(app: AppState): string {
  const { focus, runs } = app;
  if (focus === 'runs' || focus === 'remote' || focus === 'metrics') return titleOf(focus);
  const name = sanitise(currentRun(runs)?.name ?? 'no run');
  return `${titleOf(focus)}: ${isDoc(focus) ? docRemark(app, focus) || name : name}`;
}

/** A page that is there still of another run is not read out: that of this one is on its way. */
function docLines(isOther: boolean, before: AppState, after: AppState, pane: DocPane): string[] {
  const doc = after.docs[pane];
  if (doc === before.docs[pane] && !isOther) return [];
  const isOfThis = questionOf(after, pane)?.title === doc.title;
  if (!isOfThis || (doc.lines.length === 0 && doc.trouble === undefined)) return [];
  const height = bodyOf(after, pane)?.height ?? after.rows;
  return seenLines(isOther ? undefined : before.docs[pane], doc, height);
}

function fileLines(isOther: boolean, before: AppState, after: AppState): string[] {
  const { artifacts: now, runs } = after;
  if (now.run === undefined || now.run !== currentRun(runs)?.id) return [];
  if (now.trouble !== undefined) return before.artifacts.trouble === now.trouble ? [] : [now.trouble];
  const isNew = isOther || before.artifacts.files !== now.files || before.artifacts.run !== now.run;
  const entry = currentEntry(now);
  const all = isNew && !now.isLoading ? [formatCount(now.files.length, 'file')] : [];
  if (
    entry === undefined ||
    (!isNew && now.entries === before.artifacts.entries && now.cursor === before.artifacts.cursor)
  )
    return all;
  return [...all, `${now.cursor + 1} of ${now.entries.length}: ${printEntry(entry)}`];
}

function printEntry(entry: TreeEntry): string {
  const path = sanitise(entry.path);
  if (entry.kind === 'file') return `${path}, ${formatBytes(entry.file.size)}`;
  const files = formatCount(entry.count, 'file');
  return `folder ${path}, ${files}, ${formatBytes(entry.size)}, ${entry.isFolded ? 'folded' : 'open'}`;
}
