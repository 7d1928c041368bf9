/**
 * Whether a version of a run may take the place of another: it lacks what was purged, and of what it has nothing is other
 * than it was, in its record, its files or its source. Whoever can push could else change what a run has measured.
 */
import type { Repository, TreeEntry } from '../git/repository.ts';
import { ARTIFACTS } from '../run/manifest.ts';
import { purgedPaths, supersedes } from '../run/purged-run.ts';
import { decodeInputs, decodeRun } from '../store/decode.ts';
import { type LoadedRun, loadRun, runFiles } from '../store/load.ts';

type Objects = Pick<Repository, 'objects'>;

/** Compares two commits of a run. Throws CorruptRecordError, NewerFormatError. */
export async function replaces(repository: Objects, one: string, other: string): Promise<boolean> {
  const [now, before] = await Promise.all([versionOf(repository, one), versionOf(repository, other)]);
  if (!supersedes(now.record, before.record)) return false;
  const gone = purgedPaths(now.record);
  const isGone = (path: string) =>
    gone.has(path) || gone.has(path.replace(/^raw\//, '')) || path === LOG_INDEX;
  const edited = new Set([...now.added, ...before.added]);
  const own = (files: ReadonlyMap<string, TreeEntry>) =>
    new Map([...files].filter(([path]) => !edited.has(path) && !REWRITTEN.test(path)));
  if (!hasNoOther(own(now.files), own(before.files), isGone)) return false;
  const known = new Set(before.inputs.map(input => JSON.stringify(input)));
  if (!now.inputs.every(input => known.has(JSON.stringify(input)))) return false;
  if (now.record.source.tree === before.record.source.tree) return true;
  const [source, old] = await Promise.all([sourceOf(repository, now), sourceOf(repository, before)]);
  return hasNoOther(source, old, isGone);
}

const LOG_INDEX = 'logs/index.ndjson';

/** What a purge writes again, and what is added later: both are compared by themselves, or are edits. */
const REWRITTEN = /^(?:(?:run|manifest|inputs)\.json$|(?:annotations|attempts)\/)/;

interface Version {
  /** As it ended, without edits. */
  readonly record: LoadedRun['run'];
  readonly files: ReadonlyMap<string, TreeEntry>;
  readonly inputs: ReturnType<typeof decodeInputs>;
  /** Paths of artifacts that were added later. */
  readonly added: readonly string[];
}

async function versionOf({ objects }: Objects, commit: string): Promise<Version> {
  const loaded = await loadRun(objects, commit);
  const [record, inputs] = await objects.read([`${commit}:run.json`, `${commit}:inputs.json`]);
  const added = loaded.annotations.flatMap(({ edit }) =>
    edit.kind === 'artifact' ? [`${ARTIFACTS}${edit.path}`] : [],
  );
  return {
    record: decodeRun(record?.content ?? Buffer.alloc(0), `run.json of ${commit}`),
    inputs: decodeInputs(inputs?.content ?? Buffer.alloc(0), `inputs.json of ${commit}`),
    files: await runFiles({ objects }, commit),
    added,
  };
}

async function sourceOf({ objects }: Objects, { record }: Version): Promise<Map<string, TreeEntry>> {
  return new Map((await objects.files(record.source.tree)).map(entry => [entry.path, entry]));
}

/** Whether every file is as it was before, and what is not there any more is gone for good. */
function hasNoOther(
  now: ReadonlyMap<string, TreeEntry>,
  before: ReadonlyMap<string, TreeEntry>,
  isGone: (path: string) => boolean,
): boolean {
  const isKept = ({ path, oid, mode }: TreeEntry) => {
    const file = before.get(path);
    return file?.oid === oid && file.mode === mode;
  };
  return [...now.values()].every(isKept) && [...before.keys()].every(path => now.has(path) || isGone(path));
}
