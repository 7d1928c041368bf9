/**
 * The files of a source as they ran, ready for the careful writer. Git believes its object files: of a blob that was
 * swapped for another valid one it gives out the wrong bytes, so every blob's id is computed again from its bytes.
 */
import { startId } from '../git/object-id.ts';
import type { Objects, Repository, TreeEntry } from '../git/repository.ts';
import { CorruptRecordError, DigestMismatchError } from '../run/errors.ts';
import type { RawFile } from '../run/source.ts';
import type { ExactFile } from './write-exact.ts';

/** A file that is to be written, and the blob that holds its bytes. */
export interface BlobFile {
  readonly path: string;
  readonly mode: ExactFile['mode'];
  readonly oid: string;
  /** Bytes. */
  readonly size: number;
  /** In hex; compared as well where it is known. */
  readonly sha256?: string;
}

/** A submodule of which the tree has but the commit. */
export interface SubmoduleCommit {
  readonly path: string;
  readonly oid: string;
}

export interface SourceFiles {
  readonly files: readonly BlobFile[];
  readonly submodules: readonly SubmoduleCommit[];
}

/** Lists the files of a source commit; `raw` names those whose bytes Git's tree does not give back. Throws CorruptRecordError. */
export async function listSource(
  { objects }: Pick<Repository, 'objects'>,
  commit: string,
  raw: readonly RawFile[] = [],
): Promise<SourceFiles> {
  if (!isOid(commit)) throw new CorruptRecordError(`commit '${commit}'`, 'that is no commit id');
  const bytes = new Map(raw.map(file => [file.path, file]));
  const entries = await objects.files(commit);
  return {
    files: entries.filter(({ type }) => type === 'blob').map(entry => fileOf(entry, bytes.get(entry.path))),
    submodules: entries.filter(({ type }) => type === 'commit').map(({ path, oid }) => ({ path, oid })),
  };
}

function fileOf({ path, mode, oid, size }: TreeEntry, raw: RawFile | undefined): BlobFile {
  if (mode === '120000') return { path, mode: 'symlink', oid, size };
  const permissions = mode === '100755' ? '755' : '644';
  if (raw === undefined) return { path, mode: permissions, oid, size };
  if (!isOid(raw.oid)) throw new CorruptRecordError(`raw/${path}`, `'${raw.oid}' is no object id`);
  return { path, mode: permissions, oid: raw.oid, size: raw.size, sha256: raw.sha256 };
}

/** What comes from a record must not be taken for an option, or for a revision, by the git program. */
function isOid(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}

/** Gives files their contents, read ahead in their order; a wrong blob throws DigestMismatchError naming the path. */
export function exactFiles(repository: Repository, files: readonly BlobFile[]): ExactFile[] {
  const { objects, place } = repository;
  // The writer asks for links first.
  const order = [...files.filter(isLink), ...files.filter(file => !isLink(file))];
  const small = readAhead(
    objects,
    order.filter(({ size }) => size <= SMALL),
  );
  return files.map(file => ({
    path: file.path,
    mode: file.mode,
    content: checked(place.objectFormat, file, file.size <= SMALL ? small(file) : objects.stream(file.oid)),
    ...(file.sha256 === undefined ? {} : { sha256: file.sha256 }),
  }));
}

function isLink({ mode }: BlobFile): boolean {
  return mode === 'symlink';
}

/** A larger blob is streamed. */
const SMALL = 1 << 20;
/** Blobs, and bytes, that are read at once; as much again is read ahead. */
const WINDOW = { names: 64, bytes: 8 << 20 };

type Window = readonly BlobFile[];

/** Reads files window by window, one ahead of the one that is being written. */
function readAhead(objects: Objects, files: readonly BlobFile[]): (file: BlobFile) => AsyncIterable<Buffer> {
  const windows = windowsOf(files);
  const numbers = new Map(windows.flatMap((window, number) => window.map(file => [file, number] as const)));
  const held = new Map<number, Promise<Map<BlobFile, Buffer>>>();
  const load = (number: number) => {
    const window = windows[number];
    if (window === undefined || held.has(number)) return;
    const loading = readWindow(objects, window);
    // Whoever awaits it hears of a failure; one that was read ahead in vain must not end the process.
    loading.catch(() => {});
    held.set(number, loading);
  };
  return async function* content(file) {
    const number = numbers.get(file) as number;
    for (const passed of held.keys()) if (passed < number) held.delete(passed);
    load(number);
    load(number + 1);
    yield (await (held.get(number) as Promise<Map<BlobFile, Buffer>>)).get(file) as Buffer;
  };
}

function windowsOf(files: readonly BlobFile[]): Window[] {
  const windows: BlobFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = windows[windows.length - 1];
    bytes += file.size;
    if (last !== undefined && last.length < WINDOW.names && bytes <= WINDOW.bytes) last.push(file);
    else {
      windows.push([file]);
      bytes = file.size;
    }
  }
  return windows;
}

async function readWindow(objects: Objects, window: Window): Promise<Map<BlobFile, Buffer>> {
  const found = await objects.read(window.map(({ oid }) => oid));
  return new Map(
    window.map((file, index) => {
      const object = found[index];
      if (object !== undefined) return [file, object.content];
      throw new CorruptRecordError(`'${file.path}'`, `its blob ${file.oid} is not in the repository`);
    }),
  );
}

async function* checked(
  format: string,
  { path, oid, size }: BlobFile,
  content: AsyncIterable<Buffer>,
): AsyncIterable<Buffer> {
  const hash = startId(format, 'blob', size);
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
  const actual = hash.digest('hex');
  if (actual !== oid) throw new DigestMismatchError(path, oid, actual);
}
