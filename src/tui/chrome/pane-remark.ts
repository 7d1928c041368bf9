/** What stands beside the name of a pane: how many, of what, by what. */
import { printKey } from '../../query/lookup.ts';
import { formatBytes, formatCount, groupDigits } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { PaneName } from '../pane-names.ts';
import { docRemark } from '../panes/doc-remark.ts';
import { metricsRemark } from '../panes/metrics-remark.ts';
import { outputRemark } from '../panes/output-view.ts';
import { type AppState, bodyOf } from '../state/app.ts';
import { isGroup } from '../state/arrange.ts';
import { remoteOf } from '../state/remote.ts';
import { currentRun, type RunsState } from '../state/runs.ts';

/** Says it; nothing where there is nothing to say. */
export function remarkOn(app: AppState, pane: PaneName): string {
  switch (pane) {
    case 'runs':
      return runsRemark(app.runs);
    case 'detail':
    case 'lineage':
    case 'compare':
    case 'diff':
      return docRemark(app, pane);
    case 'artifacts':
      return artifactsRemark(app);
    case 'metrics':
      return metricsRemark(app.metrics, bodyOf(app, pane) ?? { width: app.columns, height: app.rows });
    case 'output':
      return outputRemark(nameOf(app.runs), app.output);
    case 'remote':
      return sanitise(remoteOf(app.remote) ?? '');
  }
}

/** What all files come to; of another run nothing is known yet. */
function artifactsRemark({ runs, artifacts: { files, run, isLive } }: AppState): string {
  const name = nameOf(runs);
  if (files.length === 0 || run !== currentRun(runs)?.id) return name;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return `${name} · ${formatCount(files.length, 'file')}, ${formatBytes(bytes)}${isLive ? ' so far' : ''}`;
}

function nameOf(runs: RunsState): string {
  const row = currentRun(runs);
  return row === undefined ? '' : sanitise(row.name);
}

function runsRemark({ rows, shown, isComplete, reading, marked, wish, anchor }: RunsState): string {
  const count = wish.groupBy === undefined ? shown.length : shown.filter(entry => !isGroup(entry)).length;
  const all = isComplete ? groupDigits(rows.length) : `${groupDigits(rows.length)}+`;
  const many = count === rows.length ? all : `${groupDigits(count)} of ${all}`;
  return [
    ...(reading === undefined
      ? [many]
      : [`reading ${groupDigits(reading.done)} of ${groupDigits(reading.total)}`]),
    ...(wish.trashed ? ['in the trash'] : []),
    ...(wish.filterText === '' ? [] : [`where ${sanitise(wish.filterText)}`]),
    ...(wish.groupBy === undefined ? [] : [`by ${sanitise(printKey(wish.groupBy))}`]),
    ...(marked.size === 0 ? [] : [formatCount(marked.size, 'mark')]),
    ...(anchor === undefined ? [] : ['range']),
  ].join(' · ');
}
