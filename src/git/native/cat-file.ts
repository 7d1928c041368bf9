/** A `git cat-file` that is kept open, and what it answers: https://git-scm.com/docs/git-cat-file#_batch_output */
import type { Readable, Writable } from 'node:stream';
import { ended } from '../../process/collect.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { GitProgram } from './program.ts';

export type CatFile = ReturnType<typeof startCatFile>;

/** Starts it; `kind` is `--batch` or `--batch-check`, with a format where there is one. */
export function startCatFile(git: GitProgram, kind: string) {
  const process = git.open(['cat-file', kind]);
  const input = process.stdin as Writable;
  input.on('error', () => {});
  process.stderr?.resume();
  const end = ended(process);
  // Who reads is told by the stream's end; `close` may never be called.
  end.catch(() => {});
  const kill = () => {
    process.kill('SIGKILL');
    // What nobody reads would keep the end from being told.
    process.stdout?.destroy();
  };
  return { input, reader: new ByteReader(process.stdout as Readable), end, kill };
}

/** Reads lines and counted bytes off a stream. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async line(): Promise<Buffer> {
    for (;;) {
      const end = this.#held.indexOf(10);
      if (end >= 0) return this.#take(end, 1);
      this.#held = Buffer.concat([this.#held, await this.#more()]);
    }
  }

  async bytes(count: number): Promise<Buffer> {
    const parts = [this.#held];
    for (let have = this.#held.length; have < count; ) {
      const chunk = await this.#more();
      parts.push(chunk);
      have += chunk.length;
    }
    this.#held = parts.length === 1 ? this.#held : Buffer.concat(parts);
    return this.#take(count, 0);
  }

  #take(count: number, skip: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count + skip);
    return taken;
  }

  async #more(): Promise<Buffer> {
    const { done, value } = await this.#chunks.next();
    if (done) throw new GitCommandError(['cat-file'], null, 'it ended early');
    return value;
  }
}
