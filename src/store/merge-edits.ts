/**
 * Joins what two clones did to one run apart from each other: every file that either has, in one commit upon both. It
 * is made of nothing but them, so that two clones that join the same make the same commit: its parents are in the
 * order of their ids, its time is the later one of theirs, and it is nobody's; who made an edit stands in the edit.
 */
import type { Change, FileMode, Identity, NewCommit, Objects, TreeEntry } from '../git/repository.ts';
import type { Annotation } from '../run/annotation.ts';

import { ARTIFACTS } from '../run/manifest.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import { duplicates } from '../run/safe-path.ts';
import { MergeError } from '../run/share-errors.ts';
import { commitFacts } from './first-commits.ts';
import { loadRuns, runFiles } from './load.ts';

/** Whom commits are by that hold nobody's work. */
export const MERGER: Identity = { name: 'git-run', email: 'git-run' };

/**
 * The commit that joins two tips of a run, both with its own `run.json`. Throws MergeError where they added artifacts
 * that cannot lie side by side, CorruptRecordError.
 */
export async function mergeEdits(
  objects: Objects,
  id: RunId,
  tips: readonly [string, string],
): Promise<NewCommit> {
  const [parent, other] = [...tips].sort() as [string, string];
  const [one, two] = await Promise.all([sideOf(objects, parent), sideOf(objects, other)]);
  const changes = addedTo(one, two);
  refuseCollisions(id, one, changes);
  return {
    ref: runRef(id),
    parent,
    merged: [other],
    changes,
    author: MERGER,
    time: Math.max(one.time, two.time),
    message: 'join edits\n',
  };
}

/**
 * The commit that brings to a run's tip the edits that another version of the run has, which does not come from the
 * same commit: files were purged from it, or from this one. Undefined where it has none that are missing.
 */
export async function carryEdits(
  objects: Objects,
  id: RunId,
  {
    onto,
    from,
    purged,
  }: { readonly onto: string; readonly from: string; readonly purged: ReadonlySet<string> },
): Promise<NewCommit | undefined> {
  const [one, two] = await Promise.all([sideOf(objects, onto), sideOf(objects, from)]);
  const goes = (path: string) => purged.has(path);
  const dropped = new Set(
    two.edits.flatMap(({ id: edit, edit: { kind, ...of } }) =>
      kind === 'artifact' && goes(`${ARTIFACTS}${(of as { path: string }).path}`) ? [fileOf(edit)] : [],
    ),
  );
  const own = addedBy(two);
  const changes = addedTo(one, two).filter(({ path }) => own.has(path) && !goes(path) && !dropped.has(path));
  if (changes.length === 0) return undefined;
  refuseCollisions(id, one, changes);
  const time = Math.max(one.time, two.time);
  return { ref: runRef(id), parent: onto, changes, author: MERGER, time, message: 'carry edits over\n' };
}

/** One of the two tips. */
interface Side {
  readonly files: ReadonlyMap<string, TreeEntry>;
  readonly edits: readonly Annotation[];
  /** Of the commit, seconds since 1970. */
  readonly time: number;
}

async function sideOf(objects: Objects, commit: string): Promise<Side> {
  const [loaded] = await loadRuns(objects, [commit]);
  if (loaded === undefined || 'error' in loaded) throw loaded?.error ?? new Error('nothing was loaded');
  const files = await runFiles({ objects }, commit);
  return { files, edits: loaded.annotations, time: (await commitFacts(objects, commit)).time };
}

/** What of the second is to be added to the first, so that the first has all of both. */
function addedTo(one: Side, two: Side): Change[] {
  return [...two.files.values()].flatMap(({ path, oid, mode }): Change[] => {
    const own = one.files.get(path);
    if (own?.oid === oid && own.mode === mode) return [];
    if (own !== undefined && !isLater(path, two, one)) return [];
    return [{ path, oid, mode: mode as FileMode }];
  });
}

/** Whether a file that both have in different ways is as the first has it: an artifact is what was added last. */
function isLater(path: string, of: Side, than: Side): boolean {
  const [last, other] = [of, than].map(side => lastAdded(side, path));
  return last !== undefined && (other === undefined || last > other);
}

function lastAdded({ edits }: Side, path: string): string | undefined {
  const ids = edits.flatMap(({ id, edit }) =>
    edit.kind === 'artifact' && `${ARTIFACTS}${edit.path}` === path ? [id as string] : [],
  );
  return ids.sort().at(-1);
}

/** The files that edits brought, theirs and those of artifacts. */
function addedBy({ edits, files }: Side): ReadonlySet<string> {
  const artifacts = edits.flatMap(({ edit }) =>
    edit.kind === 'artifact' ? [`${ARTIFACTS}${edit.path}`] : [],
  );
  return new Set([...artifacts, ...[...files.keys()].filter(path => GROWING.test(path))]);
}

/** What later writers add to that is no artifact; of kinds of edits too that this version does not know. */
const GROWING = /^(?:annotations|attempts)\//;

function fileOf(edit: string): string {
  return `annotations/${edit}.json`;
}

function refuseCollisions(id: RunId, { files }: Side, changes: readonly Change[]): void {
  const paths = new Set([...files.keys(), ...changes.map(({ path }) => path)]);
  const [collision] = duplicates([...paths]);
  if (collision === undefined) return;
  throw new MergeError(id, [collision.other, collision.path]);
}
