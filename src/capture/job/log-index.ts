import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

/** `tty`: a terminal's stream, where stdout and stderr are one. */
export type LogStream = 'stdout' | 'stderr' | 'tty';

/** A line of `index.ndjson`: the next bytes of the log, or how many are not there. */
export type LogLine =
  | PieceLine
  | { readonly dropped: number }
  /** When, in ms since 1970, another took over from a recorder that was killed: what that one had in hand is missing. */
  | { readonly resumed: number };

interface PieceLine {
  readonly bytes: number;
  readonly stream: LogStream | 'unknown';
  /** Of the first byte, ms since 1970. */
  readonly time: number;
}

export const INDEX_NAME = 'index.ndjson';

/** Pieces of one stream within so many ms are one line. */
const ONE_LINE = 1000;

export interface LogIndex {
  /** Notes that bytes were added to the log. */
  note(stream: LogStream, bytes: number, time: number): Promise<void>;
  /** Ends the line in hand, so that all that was noted is in the file; returns the file's length. */
  flush(): Promise<number>;
  /** Puts one line in the place of those from byte `from` to byte `to`; returns how far what follows has moved back. */
  replace(from: number, to: number, line: LogLine): Promise<number>;
  /** Adds a line. */
  add(line: LogLine): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
  /**
   * Goes on with the index of a recorder that was killed, which may be torn, and behind its parts: those bytes are of
   * `stream`.
   */
  resume(behind: {
    readonly bytes: number;
    readonly stream: LogStream | 'unknown';
    readonly time: number;
  }): Promise<void>;
}

/** Opens the index of a log in a directory, which must be there when something is noted. */
export function openIndex(directory: string): LogIndex {
  let file: FileHandle | undefined;
  let length = 0;
  let inHand: PieceLine | undefined;

  const add = async (line: LogLine) => {
    file ??= await open(join(directory, INDEX_NAME), 'wx+', 0o600);
    length += await writeAt(file, encode(line), length);
  };
  const flush = async () => {
    const line = inHand;
    inHand = undefined;
    if (line !== undefined) await add(line);
    return length;
  };
  return {
    note: async (stream, bytes, time) => {
      const same = inHand?.stream === stream && Math.abs(time - inHand.time) < ONE_LINE;
      if (!same) await flush();
      inHand = inHand === undefined ? { bytes, stream, time } : { ...inHand, bytes: inHand.bytes + bytes };
    },
    flush,
    replace: async (from, to, line) => {
      await flush();
      if (file === undefined) return 0;
      const moved = to - (from + (await writeAt(file, encode(line), from)));
      await moveBack(file, { from: to, to: length, by: moved });
      length -= moved;
      return moved;
    },
    add: async line => {
      await flush();
      await add(line);
    },
    sync: async () => {
      await flush();
      await file?.datasync();
    },
    close: async () => {
      await file?.close();
    },
    resume: async ({ bytes, stream, time }) => {
      file = await open(join(directory, INDEX_NAME), constants.O_RDWR | constants.O_CREAT, 0o600);
      const text = await file.readFile('latin1');
      length = text.lastIndexOf('\n') + 1;
      await file.truncate(length);
      const noted = [...text.slice(0, length).matchAll(/^\{"bytes":(\d+),/gm)];
      const missing = bytes - noted.reduce((sum, [, count]) => sum + Number(count), 0);
      if (missing > 0) await add({ bytes: missing, stream, time });
      await add({ resumed: time });
    },
  };
}

function encode(line: LogLine): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

/** Moves the bytes of a stretch towards the start of the file, and ends the file behind them. */
async function moveBack(
  file: FileHandle,
  { from, to, by }: { readonly from: number; readonly to: number; readonly by: number },
): Promise<void> {
  const buffer = Buffer.allocUnsafe(65536);
  for (let at = from; at < to; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, to - at), at);
    if (bytesRead === 0) break;
    await writeAt(file, buffer.subarray(0, bytesRead), at - by);
    at += bytesRead;
  }
  await file.truncate(to - by);
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<number> {
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
  return bytes.length;
}
