/** A `git cat-file --batch` kept open: https://git-scm.com/docs/git-cat-file#_batch_output */
import { MOST_READ } from '../limits.ts';
import type { GitObject, ObjectHead } from '../repository.ts';
import { type ByteReader, type CatFile, startCatFile } from './cat-file.ts';
import { type Heads, openHeads } from './heads.ts';
import type { GitProgram } from './program.ts';

export interface Batch {
  /** As of `Objects`. */
  read(names: readonly string[], most?: number): Promise<(GitObject | undefined)[]>;
  /** As of `Objects`. */
  heads(names: readonly string[]): Promise<(ObjectHead | undefined)[]>;
  /** Ends git; who asks from now on is answered by another. */
  close(): Promise<void>;
  /** Ends it for good: who asks from now on is answered, and nothing is kept open. */
  end(): Promise<void>;
}

/** Names asked ahead of answers, so that neither side's pipe can fill while the other waits. */
const WINDOW = 64;

interface Session {
  child?: CatFile | undefined;
  /** Whether an answer was too large: from then on sizes are asked for first. */
  careful: boolean;
}

/** A batch that starts git at the first question. */
export function openBatch(git: GitProgram): Batch {
  const heads = openHeads(git);
  let session: Session = { careful: false };
  let queue: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const close = async () => {
    const open = session;
    session = { careful: open.careful };
    await queue;
    await Promise.all([release(open), heads.close()]);
  };
  return {
    heads: heads.ask,
    read(names, most = MOST_READ) {
      const open = isOver ? { careful: session.careful } : session;
      // One caller at a time: answers come in the order of the questions.
      const answers = queue.then(() => ask({ git, heads }, open, { names, most }));
      queue = (isOver ? answers.finally(() => release(open)) : answers).catch(() => {});
      return answers;
    },
    close,
    async end() {
      isOver = true;
      await Promise.all([close(), heads.end()]);
    },
  };
}

async function release({ child }: Session): Promise<void> {
  child?.input.end();
  await child?.end;
}

interface Question {
  readonly names: readonly string[];
  readonly most: number;
}

interface Sources {
  readonly git: GitProgram;
  readonly heads: Heads;
}

async function ask(
  { git, heads }: Sources,
  session: Session,
  { names, most }: Question,
): Promise<(GitObject | undefined)[]> {
  const answers: (GitObject | undefined)[] = [];
  while (answers.length < names.length) {
    const window = names.slice(answers.length, answers.length + WINDOW);
    session.child ??= startCatFile(git, '--batch');
    try {
      const askable = await askableOf(heads, session, { names: window, most });
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
  heads: Heads,
  { careful }: Session,
  { names, most }: Question,
): Promise<ReadonlySet<number>> {
  // A line break in a name would be two questions: there is no such object.
  const places = [...names.keys()].filter(at => !names[at]?.includes('\n'));
  if (!careful) return new Set(places);
  const found = await heads.ask(names);
  return new Set(places.filter(at => (found[at]?.size ?? Number.POSITIVE_INFINITY) <= most));
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
