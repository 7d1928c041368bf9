/** A `git cat-file --batch` kept open: https://git-scm.com/docs/git-cat-file#_batch_output */
import type { Readable, Writable } from 'node:stream';
import { ended } from '../../process/collect.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { GitObject } from '../repository.ts';
import type { GitProgram } from './program.ts';

export interface Batch {
  read(names: readonly string[]): Promise<(GitObject | undefined)[]>;
  close(): Promise<void>;
}

/** Names asked ahead of answers, so that neither side's pipe can fill while the other waits. */
const WINDOW = 64;

/** A batch that starts git at the first question. */
export function openBatch(git: GitProgram): Batch {
  let child: ReturnType<typeof start> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    read(names) {
      child ??= start(git);
      const open = child;
      // One caller at a time: answers come in the order of the questions.
      const answers = queue.then(() => ask(open, names));
      queue = answers.catch(() => {});
      return answers;
    },
    async close() {
      const open = child;
      // Who asks from now on is answered by another.
      child = undefined;
      await queue;
      open?.input.end();
      await open?.end;
    },
  };
}

function start(git: GitProgram) {
  const process = git.open(['cat-file', '--batch']);
  const input = process.stdin as Writable;
  input.on('error', () => {});
  process.stderr?.resume();
  const end = ended(process);
  // Who reads is told by the stream's end; `close` may never be called.
  end.catch(() => {});
  return { input, reader: new ByteReader(process.stdout as Readable), end };
}

async function ask(
  child: ReturnType<typeof start>,
  names: readonly string[],
): Promise<(GitObject | undefined)[]> {
  const answers: (GitObject | undefined)[] = [];
  for (let at = 0; at < names.length; at += WINDOW) {
    const window = names.slice(at, at + WINDOW);
    // A line break in a name would be two questions: there is no such object.
    const askable = window.filter(name => !name.includes('\n'));
    if (askable.length > 0) child.input.write(`${askable.join('\n')}\n`);
    for (const name of window) answers.push(askable.includes(name) ? await answer(child.reader) : undefined);
  }
  return answers;
}

async function answer(reader: ByteReader): Promise<GitObject | undefined> {
  const header = (await reader.line()).toString();
  const [, oid, type, size] = /^([0-9a-f]+) (blob|tree|commit|tag) (\d+)$/.exec(header) ?? [];
  if (oid === undefined) return undefined;
  const content = await reader.bytes(Number(size));
  await reader.bytes(1);
  return { oid, type: type as GitObject['type'], content };
}

/** Reads lines and counted bytes off a stream. */
class ByteReader {
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
    if (done) throw new GitCommandError(['cat-file', '--batch'], null, 'it ended early');
    return value;
  }
}
