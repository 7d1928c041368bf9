/**
 * The door to the files of a store that somebody else wrote: no symbolic link is followed, nothing that is no plain file
 * is opened, and what cannot be read is told, each by its path, and passed over.
 */
import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDisk } from '../../capture/files/glob.ts';
import type { Loss } from '../../run/import-report.ts';
import { pathFromBytes } from '../../run/path.ts';

export interface Store {
  /** Names of the directories in a directory, sorted; none where it is not there. */
  directories(path: string): string[];
  /** Paths of all files below a directory, from that directory, sorted. */
  files(path: string): string[];
  /** A text file; undefined where it is not there, or cannot be read. */
  text(path: string): string | undefined;
  /** Text files below a directory, by their paths from there. The record has no prototype: a tag may be called `constructor`. */
  texts(directory: string): Record<string, string>;
  /** Where it is on disk. */
  locate(path: string): string;
  /** Notes that something could not be taken. */
  lose(path: string, why: string): void;
  /** What was noted since the last call. */
  losses(): Loss[];
}

/** Larger files than any that MLflow writes beside artifacts. */
const MOST_TEXT = 2 ** 28;

/** As deep as paths that Git may be given. */
const DEEPEST = 100;

/** Opens a store by its directory, which may itself be reached by a link. All paths are from there, with `/`. */
export function openStore(top: string): Store {
  let lost: Loss[] = [];
  const lose = (path: string, why: string) => void lost.push({ path, why });
  const locate = (path: string) => join(top, path);

  function entries(path: string): [string, Dirent<Buffer>][] {
    try {
      return readdirSync(onDisk(locate(path)), { withFileTypes: true, encoding: 'buffer' })
        .map((entry): [string, Dirent<Buffer>] => [pathFromBytes(entry.name), entry])
        .sort(([a], [b]) => (a < b ? -1 : 1));
    } catch (error) {
      if (!isAbsent(error)) lose(path, `cannot be listed: ${(error as Error).message}`);
      return [];
    }
  }

  function tell(path: string, entry: Dirent<Buffer>): void {
    lose(path, entry.isSymbolicLink() ? 'is a symbolic link, and none is followed' : 'is no plain file');
  }

  function* below(path: string, within: string, depth: number): Generator<string> {
    if (depth > DEEPEST) return lose(path, `has more than ${DEEPEST} directories in each other`);
    for (const [name, entry] of entries(path)) {
      if (entry.isFile()) yield within + name;
      else if (entry.isDirectory()) yield* below(`${path}/${name}`, `${within}${name}/`, depth + 1);
      else tell(`${path}/${name}`, entry);
    }
  }

  const store: Store = {
    directories(path) {
      const names: string[] = [];
      for (const [name, entry] of entries(path)) {
        if (entry.isDirectory()) names.push(name);
        else if (!entry.isFile()) tell(path === '' ? name : `${path}/${name}`, entry);
      }
      return names;
    },
    files: path => [...below(path, '', 0)],
    text(path) {
      try {
        return decode(readPlain(locate(path)), path, lose);
      } catch (error) {
        if (!isAbsent(error)) lose(path, `cannot be read: ${(error as Error).message}`);
        return undefined;
      }
    },
    texts(directory) {
      const texts: Record<string, string> = Object.create(null);
      for (const path of store.files(directory)) {
        const text = store.text(`${directory}/${path}`);
        if (text !== undefined) texts[path] = text;
      }
      return texts;
    },
    locate,
    lose,
    losses() {
      const told = lost;
      lost = [];
      return told;
    },
  };
  return store;
}

function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function readPlain(path: string): Buffer {
  // Not by its name alone: it may have become a link, or a pipe that nobody writes to.
  const file = openSync(
    onDisk(path),
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw new Error('it is no plain file');
    if (found.size > MOST_TEXT)
      throw new Error(`it has ${found.size} bytes, more than the ${MOST_TEXT} it may have`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Buffer, path: string, lose: Store['lose']): string {
  try {
    return strict.decode(bytes);
  } catch {
    lose(path, 'is not UTF-8: the bytes that are not are replaced');
    return bytes.toString();
  }
}
