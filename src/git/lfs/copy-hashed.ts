/** A file copied and hashed in one go, with little memory whatever its size. */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, type FileHandle, open } from 'node:fs/promises';
import type { Content } from './pointer.ts';

/** Bytes that are read at once. */
const PIECE = 1 << 20;

/**
 * Copies a file to a new one, and tells what the copy holds, whatever becomes of the file meanwhile. The file system
 * shares the bytes where it can: later writes to the file do not reach the copy. Rejects with the system's errors.
 */
export async function copyHashed(file: string | Buffer, copy: string): Promise<Content> {
  const how = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE;
  const isShared = await copyFile(file, copy, how).then(
    () => true,
    () => false,
  );
  if (isShared) return hashed(createReadStream(copy, { highWaterMark: PIECE }));
  const made = await open(copy, 'wx', 0o600);
  try {
    return await hashed(createReadStream(file, { highWaterMark: PIECE }), made);
  } finally {
    await made.close();
  }
}

async function hashed(pieces: AsyncIterable<Buffer>, made?: FileHandle): Promise<Content> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    await made?.writeFile(piece);
    size += piece.length;
  }
  return { sha256: hash.digest('hex'), size };
}
