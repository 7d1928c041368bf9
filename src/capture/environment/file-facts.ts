/**
 * Facts that follow from a file's bytes and are dear to make, remembered by the file's inode, size and times:
 * the package database and the C library are megabytes that change once a month.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readCache, writeCache } from './cache-file.ts';

/** Makes a fact of a file's bytes; null where they do not hold it. */
type Make = (bytes: Buffer) => string | null;

/** What is known of files; `save` it when all was asked. */
export interface FileFacts {
  /** The fact of this kind about a file: null where there is no such file, it is no file, or its bytes do not tell. */
  of(path: string, kind: string, make: Make): string | null;
  /** Keeps what was made for the next time. */
  save(): void;
}

/** A file changed so few ms ago can change again within the resolution of its times. */
const UNSETTLED = 2000;

/** Opens the facts remembered in a cache file. */
export function openFileFacts(cacheFile: string): FileFacts {
  const remembered = new Map<string, string | null>(entriesOf(readCache(cacheFile)));
  const used = new Map<string, string | null>();
  let changed = false;
  return {
    of(path, kind, make) {
      const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (stat === undefined || !stat.isFile()) return null;
      const key = [kind, path, stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
      const known = remembered.get(key);
      const fact = known === undefined ? make(readFileSync(path)) : known;
      const settled = Date.now() - Number(stat.ctimeMs) > UNSETTLED;
      if (known === undefined && settled) changed = true;
      if (settled) used.set(key, fact);
      return fact;
    },
    save() {
      // Only what was used: the keys of files as they once were would pile up.
      if (changed) writeCache(cacheFile, [...used]);
    },
  };
}

/** The sha256 of some bytes or text, in hexadecimal. */
export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function entriesOf(value: unknown): [string, string | null][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    entry =>
      Array.isArray(entry) &&
      typeof entry[0] === 'string' &&
      (entry[1] === null || typeof entry[1] === 'string'),
  );
}
