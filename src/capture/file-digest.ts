/** Digests of files of the work tree. */

import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { startId } from '../git/object-id.ts';
import type { Objects } from '../git/repository.ts';
import { pathToBytes } from '../run/path.ts';

/** Up to here one read is faster than a stream. */
const SMALL = 1 << 20;

/** Where a path of Git's is on disk. */
export function onDisk(top: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${top}/`), pathToBytes(path)]);
}

/** SHA-256 in hex and size of a file of any size. Throws what the system says of one that cannot be read. */
export async function digest(file: Buffer): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  if ((await stat(file)).size <= SMALL) {
    const content = readFileSync(file);
    return { sha256: hash.update(content).digest('hex'), size: content.length };
  }
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
}

/**
 * SHA-256 in hex and size of a blob that a file was stored as: read from the file where that still is so, and from
 * the blob where the file has changed meanwhile. Throws what the system says of a file that cannot be read.
 */
export async function digestOfStored(
  objects: Pick<Objects, 'stream'>,
  file: Buffer,
  oid: string,
): Promise<{ sha256: string; size: number }> {
  const { size } = await stat(file);
  const id = startId(oid.length === 40 ? 'sha1' : 'sha256', 'blob', size);
  const pieces = size <= SMALL ? [readFileSync(file)] : createReadStream(file);
  const found = await digestOfPieces(pieces, piece => id.update(piece));
  return id.digest('hex') === oid ? found : digestOfPieces(objects.stream(oid));
}

async function digestOfPieces(
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
  also: (piece: Buffer) => void = () => {},
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    also(piece);
    size += piece.length;
  }
  return { sha256: hash.digest('hex'), size };
}
