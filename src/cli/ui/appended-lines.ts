/** The lines of a file that grows: each time those that were added since the last time. */
import { open } from 'node:fs/promises';

const CHUNK = 64 * 1024;
/** A longer line, in bytes, is passed over. */
const MAX_LINE = 2 ** 20;

export interface AppendedLines {
  /** Reads the lines that have ended since, some at a time. Rejects with the system's errors. */
  read(): AsyncGenerator<string[]>;
}

/** Begins with the first line. */
export function appendedLines(file: string): AppendedLines {
  let offset = 0;
  /** What stands behind the last end of a line. */
  let rest: Buffer = Buffer.alloc(0);
  let isTooLong = false;
  const take = (bytes: Buffer): string[] => {
    const end = bytes.lastIndexOf(10);
    if (end < 0) {
      isTooLong ||= rest.length + bytes.length > MAX_LINE;
      rest = isTooLong ? Buffer.alloc(0) : Buffer.concat([rest, bytes]);
      return [];
    }
    const lines = Buffer.concat([rest, bytes.subarray(0, end)])
      .toString()
      .split('\n');
    rest = Buffer.from(bytes.subarray(end + 1));
    if (isTooLong) lines.shift();
    isTooLong = false;
    return lines;
  };
  return {
    async *read() {
      const handle = await open(file, 'r');
      try {
        const chunk = Buffer.allocUnsafe(CHUNK);
        for (;;) {
          const { bytesRead } = await handle.read(chunk, 0, CHUNK, offset);
          if (bytesRead === 0) return;
          offset += bytesRead;
          const lines = take(chunk.subarray(0, bytesRead));
          if (lines.length > 0) yield lines;
        }
      } finally {
        await handle.close();
      }
    },
  };
}
