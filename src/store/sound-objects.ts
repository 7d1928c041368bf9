/**
 * Objects that are what their ids say. Git believes its object files: of one that was swapped for another valid one
 * it gives out the wrong bytes, so every id is computed again; and one that cannot be read ends its `cat-file`.
 */

import { MOST_READ } from '../git/limits.ts';
import { idOf, startId } from '../git/object-id.ts';
import type { GitObject, Repository } from '../git/repository.ts';
import { whyNotRead } from './limits.ts';
import { entryOf, entryOfStream } from './save.ts';

/** Why an object cannot be had: the end of a sentence that begins with its name. */
export type Trouble = string;

export interface Digest {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface BlobAsked {
  readonly oid: string;
  /** Bytes, as Git tells them; where it does not, the blob is streamed. */
  readonly size: number | undefined;
}

export interface SoundObjects {
  /** Reads objects by id, in the order asked for. For trees, commits and records: nothing large. */
  read(oids: readonly string[], most?: number): Promise<(GitObject | Trouble)[]>;
  /** Digests blobs of any size, in the order asked for; each once, however often it is asked for. */
  digests(blobs: readonly BlobAsked[]): Promise<(Digest | Trouble)[]>;
}

/** Git itself tells one from the other now and then only. */
export const MISSING = 'is missing or cannot be read';
/** An object that was swapped for another. */
export const SWAPPED = 'has other bytes than its id says';

/** A larger blob is streamed. */
const SMALL = 1 << 20;
/** Blobs, and bytes, that are read at once. */
const WINDOW = { names: 64, bytes: 8 << 20 };

/** Opens the objects of a repository to be looked over. */
export function soundObjects(repository: Repository): SoundObjects {
  const known = new Map<string, Digest | Trouble>();
  return {
    read: (oids, most) => readSound(repository, oids, most),
    async digests(blobs) {
      const asked = new Map(blobs.filter(({ oid }) => !known.has(oid)).map(blob => [blob.oid, blob]));
      const small = [...asked.values()].filter(({ size = Number.POSITIVE_INFINITY }) => size <= SMALL);
      for (const window of windowsOf(small)) {
        const objects = await readSound(repository, window);
        for (const [at, object] of objects.entries()) known.set(window[at] as string, digestOf(object));
      }
      for (const { oid } of asked.values()) {
        if (!known.has(oid)) known.set(oid, await digestStreamed(repository, oid));
      }
      return blobs.map(({ oid }) => known.get(oid) as Digest | Trouble);
    },
  };
}

async function readSound(
  repository: Repository,
  oids: readonly string[],
  most = MOST_READ,
): Promise<(GitObject | Trouble)[]> {
  const objects = await readAll(repository, oids, most);
  return objects.map((object, at) => {
    if (typeof object === 'string') return object;
    const { type, content } = object;
    const actual = idOf(repository.place.objectFormat, type, content);
    return actual === oids[at] ? object : SWAPPED;
  });
}

/** What cannot be read takes Git's process with it, and is found by halving. */
async function readAll(
  repository: Repository,
  oids: readonly string[],
  most: number,
): Promise<(GitObject | Trouble)[]> {
  const { objects } = repository;
  try {
    const found = await objects.read(oids, most);
    const absent = oids.filter((_, at) => found[at] === undefined);
    const whys = (await whyNotRead(objects, absent, most)).values();
    return found.map(object => object ?? (whys.next().value as Trouble));
  } catch {
    await repository.close();
    if (oids.length === 1) return [MISSING];
    const middle = oids.length >> 1;
    const first = await readAll(repository, oids.slice(0, middle), most);
    return [...first, ...(await readAll(repository, oids.slice(middle), most))];
  }
}

function digestOf(object: GitObject | Trouble): Digest | Trouble {
  if (typeof object === 'string') return object;
  if (object.type !== 'blob') return `is a ${object.type}, not a file`;
  return entryOf(object.content);
}

/** Read twice: Git's hash begins with the size, and a tree may lie about it. */
async function digestStreamed(repository: Repository, oid: string): Promise<Digest | Trouble> {
  try {
    const entry = await entryOfStream(repository.objects.stream(oid));
    const own = startId(repository.place.objectFormat, 'blob', entry.size);
    for await (const piece of repository.objects.stream(oid)) own.update(piece);
    return own.digest('hex') === oid ? entry : SWAPPED;
  } catch {
    return MISSING;
  }
}

function windowsOf(blobs: readonly BlobAsked[]): string[][] {
  const windows: string[][] = [];
  let bytes = 0;
  for (const { oid, size = 0 } of blobs) {
    const last = windows[windows.length - 1];
    bytes += size;
    if (last !== undefined && last.length < WINDOW.names && bytes <= WINDOW.bytes) last.push(oid);
    else {
      windows.push([oid]);
      bytes = size;
    }
  }
  return windows;
}
