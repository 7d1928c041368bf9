/** A `git cat-file --batch` kept open: https://git-scm.com/docs/git-cat-file#_batch_output */
import type { Readable, Writable } from 'node:stream';
import { ended } from '../../process/collect.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import { MOST_READ } from '../limits.ts';
import type { GitObject, ObjectHead } from '../repository.ts';
import type { GitProgram } from './program.ts';

export interface Batch {
  /** As of `Objects`. */
  read(names: readonly string[], most?: number): Promise<(GitObject | undefined)[]>;
  /** Ends git; who asks from now on is answered by another. */
  close(): Promise<void>;
  /** Ends it for good: who asks from now on is answered, and nothing is kept open. */
  end(): Promise<void>;
}

/** Names asked ahead of answers, so that neither side's pipe can fill while the other waits. */
const WINDOW = 64;

interface Session {
  child?: ReturnType<typeof start> | undefined;
  /** Whether an answer was too large: from then on sizes are asked for first. */
  careful: boolean;
}

/** A batch that starts git at the first question. */
export function openBatch(git: GitProgram): Batch {
  let session: Session = { careful: false };
  let queue: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const close = async () => {
    const open = session;
    session = { careful: open.careful };
    await queue;
    await release(open);
  };
  return {
    read(names, most = MOST_READ) {
      const open = isOver ? { careful: session.careful } : session;
      // One caller at a time: answers come in the order of the questions.
      const answers = queue.then(() => ask(git, open, { names, most }));
      queue = (isOver ? answers.finally(() => release(open)) : answers).catch(() => {});
      return answers;
    },
    close,
    end() {
      isOver = true;
      return close();
    },
  };
}

async function release({ child }: Session): Promise<void> {
  child?.input.end();
  await child?.end;
}

function start(git: GitProgram) {
  const process = git.open(['cat-file', '--batch']);
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

interface Question {
  readonly names: readonly string[];
  readonly most: number;
}

async function ask(
  git: GitProgram,
  session: Session,
  { names, most }: Question,
): Promise<(GitObject | undefined)[]> {
  const answers: (GitObject | undefined)[] = [];
  while (answers.length < names.length) {
    const window = names.slice(answers.length, answers.length + WINDOW);
    session.child ??= start(git);
    try {
      const askable = await askableOf(git, session, { names: window, most });
      if (askable.size > 0) session.child.input.write(`${[...askable].map(at => window[at]).join('\n')}\n`);
      for (const at of window.keys()) {
        const found = askable.has(at) ? await answer(session.child.reader, most) : undefined;
        answers.push(found === TOO_LARGE ? undefined : found);
        if (found === TOO_LARGE) {
          await drop(session);
          break;
        }
      }
    } catch (error) {
      // What it was asked besides would come as the answer to the next question.
      await drop(session);
      throw error;
    }
  }
  return answers;
}

/** Ends git in the middle of an answer; what follows is asked of another. */
async function drop(session: Session): Promise<void> {
  const { child } = session;
  session.child = undefined;
  session.careful = true;
  child?.kill();
  await child?.end.catch(() => {});
}

/** The places of those names that can be asked for. */
async function askableOf(
  git: GitProgram,
  { careful }: Session,
  { names, most }: Question,
): Promise<ReadonlySet<number>> {
  // A line break in a name would be two questions: there is no such object.
  const places = [...names.keys()].filter(at => !names[at]?.includes('\n'));
  if (!careful) return new Set(places);
  const heads = await readHeads(git, names);
  return new Set(places.filter(at => (heads[at]?.size ?? Number.POSITIVE_INFINITY) <= most));
}

const TOO_LARGE = Symbol('too large');

async function answer(reader: ByteReader, most: number): Promise<GitObject | undefined | typeof TOO_LARGE> {
  const header = (await reader.line()).toString();
  const [, oid, type, size] = /^([0-9a-f]+) (blob|tree|commit|tag) (\d+)$/.exec(header) ?? [];
  if (oid === undefined) return undefined;
  if (Number(size) > most) return TOO_LARGE;
  const content = await reader.bytes(Number(size));
  await reader.bytes(1);
  return { oid, type: type as GitObject['type'], content };
}

const HEAD = '--batch-check=%(objectname) %(objecttype) %(objectsize) %(objectsize:disk)';

/** What objects are, in order; undefined where there is none. */
export async function readHeads(
  git: GitProgram,
  names: readonly string[],
): Promise<(ObjectHead | undefined)[]> {
  const askable = names.filter(name => !name.includes('\n'));
  if (askable.length === 0) return names.map(() => undefined);
  const output = await git(['cat-file', HEAD], { input: `${askable.join('\n')}\n` });
  const lines = output.toString().split('\n').values();
  return names.map(name => (name.includes('\n') ? undefined : headOf(lines.next().value ?? '')));
}

function headOf(line: string): ObjectHead | undefined {
  const [, oid, type, size, stored] = /^([0-9a-f]+) (blob|tree|commit|tag) (\d+) (\d+)$/.exec(line) ?? [];
  if (oid === undefined) return undefined;
  return { oid, type: type as GitObject['type'], size: Number(size), stored: Number(stored) };
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
