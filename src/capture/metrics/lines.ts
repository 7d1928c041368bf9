/** Lines of a file of any size, in flat memory. */
import { open } from 'node:fs/promises';

const CHUNK = 64 * 1024;
/** A longer line, in bytes, is passed over. */
const MAX_LINE = 2 ** 20;
/** What editors of Windows put before UTF-8. */
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a file's lines, some at a time, without their line breaks; undefined stands for a line over 1 MiB.
 * What follows the last line break is a line too, unless it is empty. Rejects with the system's errors.
 */
export async function* readLines(file: string): AsyncGenerator<(string | undefined)[]> {
  const handle = await open(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const held = new HeldLine();
    for (let first = true; ; first = false) {
      const { bytesRead } = await handle.read(chunk, 0, CHUNK);
      if (bytesRead === 0) break;
      const bytes = chunk.subarray(
        first && bytesRead >= 3 && BOM.equals(chunk.subarray(0, 3)) ? 3 : 0,
        bytesRead,
      );
      const end = bytes.lastIndexOf(10);
      if (end >= 0) yield [...held.finish(bytes.subarray(0, end))];
      held.add(bytes.subarray(end + 1));
    }
    if (!held.empty) yield [...held.finish(Buffer.alloc(0))];
  } finally {
    await handle.close();
  }
}

/** The part of a line whose end is not read yet. */
class HeldLine {
  #parts: Buffer[] = [];
  #length = 0;

  get empty(): boolean {
    return this.#length === 0;
  }

  add(bytes: Buffer): void {
    this.#length += bytes.length;
    // The reader's buffer is used again; of a line too long only the length is of interest.
    if (this.#length <= MAX_LINE) this.#parts.push(Buffer.from(bytes));
    else this.#parts = [];
  }

  /** The line that these bytes end, and the whole lines behind it. */
  *finish(bytes: Buffer): Generator<string | undefined> {
    const end = bytes.indexOf(10);
    const first = end < 0 ? bytes : bytes.subarray(0, end);
    this.add(first);
    yield this.#length > MAX_LINE ? undefined : Buffer.concat(this.#parts).toString();
    this.#parts = [];
    this.#length = 0;
    if (end >= 0) yield* bytes.toString('utf8', end + 1).split('\n');
  }
}
