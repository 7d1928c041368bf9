/** Whether the records of a run say what its commits and its files say. */
import type { Objects } from '../git/repository.ts';
import { ATTEMPTS } from '../run/attempt.ts';
import { ARTIFACTS, type Manifest } from '../run/manifest.ts';
import { parseEventId } from '../run/run-id.ts';
import type { RunTip } from '../run/run-tip.ts';
import type { Source } from '../run/source.ts';
import { isPointerTo } from './artifact-content.ts';
import { type LoadedRun, loadDetail, loadRun } from './load.ts';
import type { RunHistory } from './run-history.ts';

/** A file of a run's tree. */
export interface SizedFile {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  /** Bytes. */
  readonly size: number;
}

/** Compares a run's records with its id, its source and its files. Throws where a record cannot be read. */
export async function whyInconsistent(
  objects: Objects,
  tip: RunTip,
  { source }: RunHistory,
  files: readonly SizedFile[],
): Promise<string | undefined> {
  const loaded = await loadRun(objects, tip.commit);
  const { run } = loaded;
  if (run.id !== tip.id) return `run.json says that it is run ${run.id}`;
  if (run.source.commit !== source.commit || run.source.tree !== source.tree)
    return `run.json says that its source is ${run.source.commit}, and its first commit follows ${source.commit}`;
  const { manifest } = await loadDetail(objects, loaded);
  const newer = files.filter(({ path }) => path.startsWith(EDITS)).length > loaded.annotations.length;
  return (
    whyStrayEdit(loaded, files) ??
    whyOtherRaw(run.source, files) ??
    whyUnlisted(manifest, newer ? files.filter(({ path }) => !isUnknown(path, manifest)) : files)
  );
}

const EDITS = 'annotations/';

function whyStrayEdit({ annotations }: LoadedRun, files: readonly SizedFile[]): string | undefined {
  const paths = files.map(({ path }) => path).filter(path => path.startsWith(EDITS));
  const odd = paths.find(path => parseEventId(/^[^/]+\/(.*)\.json$/.exec(path)?.[1] ?? '') === undefined);
  if (odd !== undefined) return `${odd} is no name of an edit`;
  const free = new Set(paths);
  // Each edit takes the file of its name.
  const stray = annotations.find(({ id }) => !free.delete(`${EDITS}${id}.json`));
  return stray && `an edit says that it is ${stray.id}, and is in another file`;
}

function whyOtherRaw({ raw }: Source, files: readonly SizedFile[]): string | undefined {
  const kept = new Map(files.map(({ path, oid }) => [path, oid]));
  const other = raw.find(({ path, oid }) => kept.get(`raw/${path}`) !== oid);
  return other && `raw/${other.path} is not the file run.json names`;
}

/** What edits that a newer git-run knows may tell of. */
function isUnknown(path: string, manifest: Manifest): boolean {
  return path.startsWith(ATTEMPTS) && !Object.hasOwn(manifest, path);
}

function whyUnlisted(manifest: Manifest, files: readonly SizedFile[]): string | undefined {
  const listed = new Map(Object.entries(manifest));
  for (const { path, mode, oid, size } of files) {
    const entry = listed.get(path);
    listed.delete(path);
    if (path === 'manifest.json' || path.startsWith(EDITS)) continue;
    if (entry === undefined) return `${path} is in no manifest`;
    if (entry.pointer) {
      if (!isPointerTo(entry, oid)) return `${path} is not the pointer to what the manifest names`;
    } else if (entry.size !== size) return `${path} has ${size} bytes, and the manifest says ${entry.size}`;
    if (!/^[0-9a-f]{64}$/.test(entry.sha256)) return `the manifest has no digest of ${path}`;
    if (path.startsWith(ARTIFACTS) && (entry.mode === '755') !== (mode === '100755'))
      return `${path} has the mode ${mode}, and the manifest says ${entry.mode}`;
  }
  const [absent] = listed.keys();
  return absent && `${absent} is in the manifest, and not there`;
}
