/** Objects that were received: small ones in memory, the others in a file that nobody else sees. */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CorruptRecordError } from '../../run/errors.ts';
import { idOf, startId } from '../object-id.ts';
import type { GitObject, ObjectHead } from '../repository.ts';

export interface ObjectSpool {
  has(oid: string): boolean;
  /** What an object is; undefined where it was not received. */
  head(oid: string): ObjectHead | undefined;
  /** Reads an object; undefined where it was not received. Throws CorruptRecordError for one too large to be read whole. */
  get(oid: string): GitObject | undefined;
  /** Streams an object that was received. */
  stream(oid: string): Generator<Buffer>;
  /** Keeps an object; returns its id, which is computed from its bytes. */
  put(type: GitObject['type'], content: Buffer): string;
  /** The same, streamed. Throws where its bytes are not as many as `size`, or more than there is room for. */
  putStream(type: GitObject['type'], size: number, content: AsyncIterable<Buffer>): Promise<string>;
  close(): void;
}

interface Kept {
  readonly type: GitObject['type'];
  readonly size: number;
  /** In memory, or where it begins in the file. */
  readonly place: Buffer | number;
}

/** Bytes in memory, at most. */
const MOST_HELD = 1 << 26;
/** Objects above this are streamed, or they are no records. */
const LARGEST_READ = 1 << 29;
const CHUNK = 1 << 18;

/** Opens a spool. A directory for it is made below the system's temporary one when it is first needed, and gone at once. */
export function objectSpool(directory = tmpdir()): ObjectSpool {
  const kept = new Map<string, Kept>();
  let held = 0;
  let file: SpoolFile | undefined;
  const keep = (oid: string, object: Kept) => {
    kept.set(oid, object);
    return oid;
  };
  const inFile = () => {
    file ??= spoolFile(directory);
    return file;
  };
  const pieces = function* ({ place, size }: Kept) {
    if (typeof place === 'number') yield* inFile().read(place, size);
    else yield place;
  };
  return {
    has: oid => kept.has(oid),
    head(oid) {
      const found = kept.get(oid);
      return found && { oid, type: found.type, size: found.size };
    },
    get(oid) {
      const found = kept.get(oid);
      if (found === undefined) return undefined;
      if (found.size > LARGEST_READ) throw new CorruptRecordError(`object ${oid}`, 'it is too large');
      const { type, place } = found;
      return { oid, type, content: typeof place === 'number' ? Buffer.concat([...pieces(found)]) : place };
    },
    *stream(oid) {
      const found = kept.get(oid);
      if (found !== undefined) yield* pieces(found);
    },
    put(type, content) {
      const size = content.length;
      const oid = idOf('sha1', type, content);
      if (kept.has(oid)) return oid;
      held += size;
      if (held <= MOST_HELD) return keep(oid, { type, size, place: content });
      held -= size;
      const at = inFile().reserve(size);
      inFile().write(at, content);
      return keep(oid, { type, size, place: at });
    },
    async putStream(type, size, content) {
      const hash = startId('sha1', type, size);
      const start = inFile().reserve(size);
      let at = start;
      for await (const piece of content) {
        hash.update(piece);
        inFile().write(at, piece);
        at += piece.length;
      }
      return keep(hash.digest('hex'), { type, size, place: start });
    },
    close: () => file?.close(),
  };
}

interface SpoolFile {
  /** Where so many bytes may be written. */
  reserve(size: number): number;
  write(at: number, bytes: Buffer): void;
  read(at: number, size: number): Generator<Buffer>;
  close(): void;
}

function spoolFile(temporary: string): SpoolFile {
  const directory = mkdtempSync(join(temporary, 'git-run-'));
  let fd: number;
  try {
    fd = openSync(join(directory, 'objects'), 'wx+', 0o600);
  } finally {
    // It lives as long as we hold it open: however we end, nothing is left.
    rmSync(directory, { recursive: true, force: true });
  }
  const { bavail, bsize } = statfsSync(temporary);
  const room = bavail * bsize * 0.9;
  let end = 0;
  return {
    reserve(size) {
      const at = end;
      end += size;
      if (end > room)
        throw new CorruptRecordError(
          'the pack',
          `its objects are more than there is room for in ${temporary}`,
        );
      return at;
    },
    write(at, bytes) {
      for (let done = 0; done < bytes.length; )
        done += writeSync(fd, bytes, done, bytes.length - done, at + done);
    },
    *read(at, size) {
      for (let done = 0; done < size; ) {
        const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size - done));
        const count = readSync(fd, chunk, 0, chunk.length, at + done);
        if (count === 0) throw new CorruptRecordError('the spool', 'it is shorter than it was');
        yield chunk.subarray(0, count);
        done += count;
      }
    },
    close: () => closeSync(fd),
  };
}
