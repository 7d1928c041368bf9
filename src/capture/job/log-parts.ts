import { type FileHandle, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of a full part: small enough to be read with plain git. */
export const PART_SIZE = 4 * 1024 * 1024;

/** The name of the part of a number: `000000.log`. */
export function partName(number: number): string {
  return `${String(number).padStart(6, '0')}.log`;
}

/** The number of a part by its file name; undefined for any other file. */
export function partNumber(name: string): number | undefined {
  return /^\d{6,}\.log$/.test(name) ? Number.parseInt(name, 10) : undefined;
}

export interface LogParts {
  /** Bytes that still fit into the open part; 0 while none is open. */
  room(): number;
  /** Begins the next part and returns its number. */
  next(): Promise<number>;
  /** Adds to the open part. Rejects with the system's error, having written what could be. */
  append(bytes: Buffer): Promise<void>;
  /** Removes a full part. */
  remove(number: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
  /** Goes on with the parts that are there. The directory is not made again: who removed it has given up the log. */
  resume(): Promise<void>;
  /** What is on disk. */
  kept(): { readonly bytes: number; readonly parts: number };
}

/** Writes a log's parts into a directory, which is made when the first one is. */
export function openParts(directory: string): LogParts {
  let file: FileHandle | undefined;
  let size = 0;
  let number = -1;
  let bytes = 0;
  let parts = 0;
  let resumed = false;
  // A full part goes to disk beside the writing of the next one; never more than one does.
  let settling: Promise<void> = Promise.resolve();

  const next = async () => {
    await settling;
    if (file !== undefined) {
      settling = settle(file);
      settling.catch(() => undefined);
    } else if (!resumed) await mkdir(directory, { recursive: true, mode: 0o700 });
    file = undefined;
    file = await open(join(directory, partName(number + 1)), 'wx', 0o600);
    number++;
    parts++;
    size = 0;
    return number;
  };
  const append = async (piece: Buffer) => {
    for (let at = 0; at < piece.length; ) {
      const { bytesWritten } = await file!.write(piece, at);
      at += bytesWritten;
      size += bytesWritten;
      bytes += bytesWritten;
    }
  };
  const remove = async (old: number) => {
    await unlink(join(directory, partName(old)));
    bytes -= PART_SIZE;
    parts--;
  };
  const resume = async () => {
    resumed = true;
    for (const name of await readdir(directory)) {
      const found = partNumber(name);
      if (found === undefined) continue;
      const { size: held } = await stat(join(directory, name));
      parts++;
      bytes += held;
      if (found > number) [number, size] = [found, held];
    }
    if (number >= 0) file = await open(join(directory, partName(number)), 'a');
  };
  return {
    resume,
    room: () => (file === undefined ? 0 : PART_SIZE - size),
    next,
    append,
    remove,
    sync: async () => {
      await Promise.all([settling, file?.datasync()]);
    },
    close: async () => {
      await settling.finally(() => file?.close());
    },
    kept: () => ({ bytes, parts }),
  };
}

async function settle(file: FileHandle): Promise<void> {
  await file.datasync().finally(() => file.close());
}
