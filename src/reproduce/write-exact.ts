/**
 * The careful writer of checkouts and downloads: what a run holds becomes files of exactly these bytes, below
 * one directory and nowhere else. It overwrites nothing and follows no link.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { DigestMismatchError, UnsafePathError, WouldOverwriteError } from '../run/errors.ts';
import { pathFromBytes, pathToBytes } from '../run/path.ts';
import { duplicates, whyUnsafe, whyUnsafeLink } from '../run/safe-path.ts';

export interface ExactFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** As Git does, the process' umask is taken off. */
  readonly mode: '644' | '755' | 'symlink';
  /** The bytes; of a link its target. Asked for once, when the file's turn comes. */
  readonly content: AsyncIterable<Buffer>;
  /** What the bytes must add up to, in hex; not looked at where absent. */
  readonly sha256?: string;
}

export interface ExactWrite {
  /** An existing directory. What lies there already stays, and is in nobody's way but its own. */
  readonly root: string;
  readonly files: readonly ExactFile[];
  /** Directories to make though nothing goes into them, such as those of submodules. */
  readonly directories?: readonly string[];
  /**
   * `as-is` for the user's own runs. `inside` for a stranger's: no link leaves the root or enters `.git`, and no
   * name is taken that another system reads otherwise.
   */
  readonly links?: 'as-is' | 'inside';
  /** Whether everything is on the disk when it returns. */
  readonly sync?: boolean;
  /** Called after every piece that was written. */
  onProgress?(written: Written): void;
}

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes files below a directory. Throws UnsafePathError before anything is written (but for a parent that turns
 * out to be no directory), WouldOverwriteError where something is there already, DigestMismatchError where bytes
 * differ. A file that is not whole is removed; files before it stay.
 */
export async function writeExact(write: ExactWrite): Promise<Written> {
  refuseUnsafePaths(write);
  const links = await readLinks(write);
  const place = new Place(write);
  for (const file of write.files) if (file.mode !== 'symlink') await place.writeFile(file);
  for (const directory of write.directories ?? []) place.makeDirectory(directory);
  // Links come last: no file can then be written through one of them.
  for (const link of links) place.writeLink(link);
  if (write.sync === true) place.syncDirectories();
  return place.written;
}

function refuseUnsafePaths({ files, directories = [], links }: ExactWrite): void {
  const windows = links === 'inside' || process.platform === 'win32';
  const paths = [...files.map(file => file.path), ...directories];
  for (const path of paths) {
    const why = whyUnsafe(path, { windows });
    if (why !== undefined) throw new UnsafePathError(path, why);
  }
  // Of the user's own names the file system itself is the judge: it may well keep `a` and `A` apart.
  if (links !== 'inside') return;
  const [collision] = duplicates(paths);
  if (collision === undefined) return;
  throw new UnsafePathError(collision.path, `it collides with '${collision.other}'`);
}

interface Link {
  readonly path: string;
  readonly target: Buffer;
}

async function readLinks({ files, links: how }: ExactWrite): Promise<Link[]> {
  const links: Link[] = [];
  for (const { path, mode, content, sha256 } of files) {
    if (mode !== 'symlink') continue;
    const target = await linkTarget(path, content);
    const actual = createHash('sha256').update(target).digest('hex');
    if (sha256 !== undefined && actual !== sha256) throw new DigestMismatchError(path, sha256, actual);
    const why = how === 'inside' ? whyUnsafeLink(path, pathFromBytes(target)) : undefined;
    if (why !== undefined) throw new UnsafePathError(path, why);
    links.push({ path, target });
  }
  return links;
}

/** The longest target Linux makes a link of. */
const MAX_TARGET = 4095;

async function linkTarget(path: string, content: AsyncIterable<Buffer>): Promise<Buffer> {
  let target = Buffer.alloc(0);
  for await (const piece of content) {
    target = Buffer.concat([target, piece]);
    if (target.length > MAX_TARGET) throw new UnsafePathError(path, 'it is a link with an overlong target');
  }
  if (target.length === 0) throw new UnsafePathError(path, 'it is a link to nothing');
  if (target.includes(0)) throw new UnsafePathError(path, 'it is a link whose target holds a NUL');
  return target;
}

/** A directory that is being filled. */
class Place {
  readonly #root: Buffer;
  readonly #write: ExactWrite;
  /** Directories known to be real, by their path in the root. */
  readonly #directories = new Set<string>(['']);
  written: Written = { files: 0, bytes: 0 };

  constructor(write: ExactWrite) {
    this.#write = write;
    this.#root = Buffer.from(write.root);
  }

  async writeFile(file: ExactFile): Promise<void> {
    this.#makeParents(file.path);
    const target = this.#at(file.path);
    // Git's own modes: the umask has the last word.
    const fd = this.#guard(file.path, () => openSync(target, CREATE, file.mode === '755' ? 0o777 : 0o666));
    try {
      await this.#fill(fd, file);
      if (this.#write.sync === true) fsyncSync(fd);
    } catch (error) {
      unlinkSync(target);
      throw error;
    } finally {
      closeSync(fd);
    }
    this.#note(1, 0);
  }

  async #fill(fd: number, { path, content, sha256 }: ExactFile): Promise<void> {
    const hash = sha256 === undefined ? undefined : createHash('sha256');
    for await (const piece of content) {
      for (let at = 0; at < piece.length; ) at += writeSync(fd, piece, at);
      hash?.update(piece);
      this.#note(0, piece.length);
    }
    const actual = hash?.digest('hex');
    if (actual !== sha256) throw new DigestMismatchError(path, sha256 ?? '', actual ?? '');
  }

  writeLink({ path, target }: Link): void {
    this.#makeParents(path);
    this.#guard(path, () => symlinkSync(target, this.#at(path)));
    this.#note(1, target.length);
  }

  makeDirectory(path: string): void {
    this.#makeParents(`${path}/`);
  }

  /** Makes the directories above a file one by one, and takes none for granted that is a link. */
  #makeParents(path: string): void {
    const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (this.#directories.has(parent)) return;
    this.#makeParents(parent);
    const directory = this.#at(parent);
    try {
      mkdirSync(directory);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (!lstatSync(directory).isDirectory()) throw new UnsafePathError(path, notADirectory(parent));
    }
    this.#directories.add(parent);
  }

  /** Syncs what holds the names. Deepest first, so that no name is durable before what it leads to. */
  syncDirectories(): void {
    for (const directory of [...this.#directories].reverse()) {
      const fd = openSync(this.#at(directory), constants.O_RDONLY);
      try {
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    }
  }

  #guard<Result>(path: string, make: () => Result): Result {
    try {
      return make();
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      throw new WouldOverwriteError(path, 'it is there already');
    }
  }

  #at(path: string): Buffer {
    return path === '' ? this.#root : Buffer.concat([this.#root, Buffer.from('/'), pathToBytes(path)]);
  }

  #note(files: number, bytes: number): void {
    this.written = { files: this.written.files + files, bytes: this.written.bytes + bytes };
    this.#write.onProgress?.(this.written);
  }
}

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

function notADirectory(parent: string): string {
  return `'${parent}' is there and is not a directory`;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
