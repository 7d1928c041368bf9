/** The planned files of a source, stored: each as Git would, and as it is. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Change, Repository } from '../git/repository.ts';
import type { RawFile } from '../run/source.ts';
import { digestOfStored, onDisk } from './file-digest.ts';
import { type FileLook, look } from './file-look.ts';
import type { SeenEntry, SourcePlan } from './source-plan.ts';

export interface Stored {
  /** What is deleted first, then links, then files. */
  readonly changes: readonly Change[];
  readonly raw: readonly RawFile[];
  /** Whether every file still looked, after it was read, as it had before. */
  readonly stable: boolean;
}

/** A file that is edited while it is read is read again, after so many ms; the job waits. */
const AGAIN = [10, 50];

/**
 * Stores the planned files twice, as Git would and as they are: where these differ, the run keeps the bytes too.
 * A file whose filter fails goes into the tree as it is; one that vanished under way makes the source unstable, and so
 * does one that would not keep still.
 */
export async function storeFiles(
  repository: Repository,
  plan: Omit<SourcePlan, 'omitted' | 'unmerged'>,
  seen: readonly SeenEntry[],
): Promise<Stored> {
  const top = repository.place.workTree as string;
  const files = new Map<string, StoredFile>();
  const looks = new Map(seen.map(({ entry, look }) => [entry.path, look]));
  let open: readonly PlannedFile[] = plan.files;
  for (const wait of [...AGAIN, undefined]) {
    for (const file of await storeOnce(repository, top, open)) files.set(file.path, file);
    open = open.flatMap(file => changedSince(top, file, looks));
    if (open.length === 0 || wait === undefined) break;
    await pause(wait);
  }
  const stored = [...files.values()];
  return {
    changes: [
      ...plan.deleted.map(path => ({ path, deleted: true }) as const),
      ...plan.links.map(({ path, target }) => ({ path, mode: '120000', content: target }) as const),
      ...stored.flatMap(({ path, mode, oid }) => (oid === undefined ? [] : [{ path, mode, oid }])),
    ],
    raw: stored.flatMap(({ raw }) => (raw === undefined ? [] : [raw])),
    stable: open.length === 0 && stored.every(({ oid }) => oid !== undefined) && areStill(top, plan, looks),
  };
}

type PlannedFile = Pick<SourcePlan['files'][number], 'path' | 'executable'>;

interface StoredFile {
  readonly path: string;
  readonly mode: '100644' | '100755';
  /** Absent where it could not be read. */
  readonly oid?: string;
  readonly raw?: RawFile;
}

async function storeOnce(
  { worktree, objects }: Repository,
  top: string,
  files: readonly PlannedFile[],
): Promise<StoredFile[]> {
  const paths = files.map(({ path }) => path);
  const [filtered, exact] = await Promise.all([worktree.storeFiltered(paths), objects.store(paths)]);
  const stored: StoredFile[] = [];
  for (const [index, { path, executable }] of files.entries()) {
    const mode = executable ? '100755' : '100644';
    const bytes = exact[index];
    const oid = filtered[index] ?? bytes;
    const isOther = oid !== undefined && bytes !== undefined && bytes !== oid;
    const found = isOther
      ? await digestOfStored(objects, onDisk(top, path), bytes).catch(() => undefined)
      : undefined;
    stored.push({
      path,
      mode,
      ...(oid === undefined ? {} : { oid }),
      ...(bytes === undefined || found === undefined ? {} : { raw: { path, oid: bytes, ...found } }),
    });
  }
  return stored;
}

/** The file as it is to be read again, if it looks other than before; its new look is noted. */
function changedSince(top: string, { path }: PlannedFile, looks: Map<string, FileLook>): PlannedFile[] {
  const now = look(top, path);
  if (isSame(now, looks.get(path))) return [];
  if (now.kind === 'file') looks.set(path, now);
  return now.kind === 'file' ? [{ path, executable: now.executable }] : [];
}

/** Files that vanished, or became something else, are not read again; nor are links, and what is gone may be back. */
function areStill(
  top: string,
  { files, links, deleted }: Pick<SourcePlan, 'files' | 'links' | 'deleted'>,
  looks: ReadonlyMap<string, FileLook>,
): boolean {
  const paths = [...[...files, ...links].map(({ path }) => path), ...deleted];
  return paths.every(path => isSame(look(top, path), looks.get(path)));
}

function isSame(now: FileLook, before: FileLook | undefined): boolean {
  if (now.kind !== before?.kind) return false;
  return now.kind !== 'file' || now.stamp === (before as typeof now).stamp;
}
