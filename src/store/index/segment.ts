/**
 * A file of the index: a line that says what it is, then blocks of lines, each behind its length and its SHA-1.
 *
 *     git-run index 1
 *     000123456 <40 hexadecimal digits>
 *     <123456 bytes: lines of excerpt.ts>
 *
 * It is a cache: what a torn write, a full disk or another version left in its place is passed over, and read from Git.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

const TITLE = 'git-run index 1\n';
const NEWLINE = 0x0a;
/** Bytes after which a block ends. */
const BLOCK = 2 ** 20;
/** A block of more was not written by us. */
const LARGEST = 4 * BLOCK;
const HEADING = '000000000 0123456789012345678901234567890123456789\n'.length;

/** Reads the blocks of a file, as text that ends with a newline; those up to the first that is not whole. */
export async function* readBlocks(path: string): AsyncGenerator<string> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch {
    // Another process has joined it with others: what it held is found there, or in Git.
    return;
  }
  try {
    const buffer = Buffer.allocUnsafe(LARGEST);
    const isWhole = async (size: number) => (await file.read(buffer, 0, size)).bytesRead === size;
    if (!(await isWhole(TITLE.length)) || buffer.toString('latin1', 0, TITLE.length) !== TITLE) return;
    while (await isWhole(HEADING)) {
      const [, digits = '', sha1] =
        /^(\d{9}) ([0-9a-f]{40})\n$/.exec(buffer.toString('latin1', 0, HEADING)) ?? [];
      const size = Number(digits);
      if (sha1 === undefined || size === 0 || size > LARGEST || !(await isWhole(size))) return;
      if (digest(buffer.subarray(0, size)) !== sha1 || buffer[size - 1] !== NEWLINE) return;
      yield buffer.toString('latin1', 0, size);
    }
  } catch {
    // A disk that cannot be read ends it as a torn block would.
  } finally {
    await file.close();
  }
}

/** The lines of a block. */
export function* linesOf(block: string): Generator<string> {
  for (let at = 0; at < block.length; ) {
    const end = block.indexOf('\n', at);
    yield block.slice(at, end);
    at = end + 1;
  }
}

export interface SegmentWriter {
  /** Bytes so far. */
  readonly size: number;
  /** Adds a line, which has no newline. Throws nothing: that the disk is full is told by the end. */
  add(line: string): Promise<void>;
  /** Makes the file visible, whole; without a line there is none. Throws what the file system said, and leaves nothing. */
  finish(): Promise<void>;
  /** Leaves nothing. */
  abandon(): Promise<void>;
}

/** Begins a file that is not there until it is finished. Throws what the file system says. */
export async function writeSegment(path: string): Promise<SegmentWriter> {
  const unfinished = `${path}.tmp`;
  const file = await open(unfinished, 'wx', 0o600);
  let [held, heldSize, size]: [string[], number, number] = [[], 0, 0];
  let title = TITLE;
  let trouble: unknown;
  const flush = async () => {
    const block = Buffer.from(held.join(''), 'latin1');
    const heading = `${title}${String(block.length).padStart(9, '0')} ${digest(block)}\n`;
    [held, heldSize, title] = [[], 0, ''];
    if (trouble !== undefined) return;
    await file.writeFile(Buffer.concat([Buffer.from(heading), block])).catch(error => {
      trouble = error;
    });
  };
  const abandon = async () => {
    await file.close();
    await rm(unfinished, { force: true });
  };
  return {
    get size() {
      return size;
    },
    async add(line) {
      held.push(line, '\n');
      heldSize += line.length + 1;
      size += line.length + 1;
      if (heldSize >= BLOCK) await flush();
    },
    async finish() {
      if (heldSize > 0) await flush();
      if (trouble === undefined && size > 0) {
        await file.close();
        await rename(unfinished, path);
        return;
      }
      await abandon();
      if (trouble !== undefined) throw trouble;
    },
    abandon,
  };
}

function digest(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}
