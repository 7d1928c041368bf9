/** Loose objects, a file each: https://git-scm.com/docs/gitformat-loose. Written as Git writes them: beside, synced, renamed. */

import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  utimesSync,
} from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createDeflate, createInflate, deflateSync, inflateSync } from 'node:zlib';
import { CorruptRecordError } from '../../run/errors.ts';
import { idOf, startId } from '../object-id.ts';
import type { GitObject, ObjectHead } from '../repository.ts';

/** Git's own choice for loose objects (core.looseCompression). */
const LEVEL = { level: constants.Z_BEST_SPEED };

/** Bytes that are read at once. */
const CHUNK = 1 << 18;

/** The id of an object. */
export function objectId(type: GitObject['type'], content: Uint8Array): string {
  return idOf('sha1', type, content);
}

/** Bytes of a file that its header is surely in. */
const HEADER = 128;

/** What an object is and how large, as its header says; undefined where there is no such file. Throws CorruptRecordError. */
export function looseHead(directory: string, oid: string): ObjectHead | undefined {
  let fd: number;
  try {
    fd = openSync(fileOf(directory, oid), 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const bytes = Buffer.alloc(HEADER);
    const begin = bytes.subarray(0, readSync(fd, bytes, 0, HEADER, 0));
    const header = parseHeader(inflateSync(begin, { finishFlush: constants.Z_SYNC_FLUSH }));
    if (header !== undefined) return { oid, ...header, stored: fstatSync(fd).size };
  } catch {
    // Told below.
  } finally {
    closeSync(fd);
  }
  throw new CorruptRecordError(`object ${oid}`, 'it has no header');
}

/** Reads an object; undefined where there is no such file. Throws CorruptRecordError. */
export function readLoose(directory: string, oid: string): GitObject | undefined {
  let packed: Buffer;
  try {
    packed = readFileSync(fileOf(directory, oid));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const size = looseHead(directory, oid)?.size ?? 0;
    // A header that lies must not make a GiB of a few bytes.
    const whole = inflateSync(packed, { maxOutputLength: HEADER + size });
    const { type, start } = parseHeader(whole) ?? { type: 'blob', start: 0 };
    const content = whole.subarray(start);
    if (content.length === size && objectId(type, content) === oid) return { oid, type, content };
  } catch {
    // Told below.
  }
  throw new CorruptRecordError(`object ${oid}`, 'its bytes are not those of its id');
}

/** The id a file would have as a blob, byte for byte, whatever its size. */
export async function fileId(file: Buffer | string, size: number | bigint): Promise<string> {
  const hash = startId('sha1', 'blob', size);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

export interface LooseStream {
  readonly type: GitObject['type'];
  readonly size: number;
  /** May be left unread, or be left early. */
  readonly content: AsyncIterable<Buffer>;
  close(): void;
}

/** Opens an object of any size; undefined where there is no such file. */
export async function openLoose(directory: string, oid: string): Promise<LooseStream | undefined> {
  // To find that out with a stream takes ten times as long, and most objects are in packs.
  if (!existsSync(fileOf(directory, oid))) return undefined;
  const file = createReadStream(fileOf(directory, oid));
  const inflated = file.pipe(createInflate());
  file.on('error', error => inflated.destroy(error));
  const close = () => {
    file.destroy();
    inflated.destroy();
  };
  const chunks = inflated[Symbol.asyncIterator]();
  try {
    const { value: first = Buffer.alloc(0) } = await chunks.next();
    const header = parseHeader(first);
    if (header === undefined) throw new CorruptRecordError(`object ${oid}`, 'it has no header');
    const content = (async function* () {
      try {
        yield first.subarray(header.start) as Buffer;
        for (;;) {
          const { done, value } = await chunks.next();
          if (done) return;
          yield value as Buffer;
        }
      } finally {
        close();
      }
    })();
    return { ...header, content, close };
  } catch (error) {
    close();
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Writes an object, durable when it returns; returns its id. */
export async function writeLoose(
  directory: string,
  type: GitObject['type'],
  content: Uint8Array,
): Promise<string> {
  const oid = objectId(type, content);
  if (freshen(directory, oid)) return oid;
  const header = Buffer.from(`${type} ${content.length}\0`);
  await install(directory, async file => {
    await file.writeFile(deflateSync(Buffer.concat([header, content]), LEVEL));
    return oid;
  });
  return oid;
}

/** Writes a file as a blob, streamed; undefined where it cannot be read or changes meanwhile. */
export async function writeLooseFile(directory: string, path: Buffer | string): Promise<string | undefined> {
  const source = await open(path, 'r').catch(() => undefined);
  if (source === undefined) return undefined;
  try {
    const stat = await source.stat();
    if (!stat.isFile()) return undefined;
    return await install(directory, async file => {
      const hash = createHash('sha1');
      let left = stat.size;
      const bytes = async function* () {
        const header = Buffer.from(`blob ${stat.size}\0`);
        hash.update(header);
        yield header;
        for await (const chunk of chunksOf(source)) {
          left -= chunk.length;
          hash.update(chunk);
          yield chunk;
        }
      };
      await pipeline(bytes, createDeflate(LEVEL), async deflated => {
        for await (const chunk of deflated) await file.writeFile(chunk as Buffer);
      });
      return left === 0 ? hash.digest('hex') : undefined;
    });
  } finally {
    await source.close();
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Whether there is such a file; then it is made new, lest `git gc` take it for one nobody wants. */
export function freshen(directory: string, oid: string): boolean {
  try {
    const now = new Date();
    utimesSync(fileOf(directory, oid), now, now);
    return true;
  } catch {
    // Another user's file can be read, and not be touched.
    return existsSync(fileOf(directory, oid));
  }
}

/** Moves what is written under the name of its id; where there is none, nothing is left. */
async function install(
  directory: string,
  write: (file: FileHandle) => Promise<string | undefined>,
): Promise<string | undefined> {
  // Git clears names that begin so away, where a process was killed.
  const temporary = join(directory, `tmp_obj_${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o444);
    let oid: string | undefined;
    try {
      oid = await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    if (oid === undefined) return undefined;
    await mkdir(join(directory, oid.slice(0, 2)), { recursive: true });
    await rename(temporary, fileOf(directory, oid));
    return oid;
  } finally {
    await rm(temporary, { force: true });
  }
}

function parseHeader(bytes: Buffer): { type: GitObject['type']; size: number; start: number } | undefined {
  const end = bytes.indexOf(0);
  const [, type, size] =
    /^(blob|tree|commit|tag) (\d+)$/.exec(bytes.subarray(0, end).toString('latin1')) ?? [];
  return type === undefined
    ? undefined
    : { type: type as GitObject['type'], size: Number(size), start: end + 1 };
}

function fileOf(directory: string, oid: string): string {
  return join(directory, oid.slice(0, 2), oid.slice(2));
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
