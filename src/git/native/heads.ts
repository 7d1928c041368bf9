/** What objects are and how large, of a `git cat-file --batch-check` kept open: nothing is unpacked. */
import type { GitObject, ObjectHead } from '../repository.ts';
import { type CatFile, startCatFile } from './cat-file.ts';
import type { GitProgram } from './program.ts';

export interface Heads {
  /** In the order asked for; undefined where there is none. */
  ask(names: readonly string[]): Promise<(ObjectHead | undefined)[]>;
  /** Ends git; who asks from now on is answered by another. */
  close(): Promise<void>;
  /** Ends it for good: who asks from now on is answered, and nothing is kept open. */
  end(): Promise<void>;
}

/** Names asked ahead of answers, so that neither side's pipe can fill while the other waits. */
const WINDOW = 64;

/** Starts git at the first question. */
export function openHeads(git: GitProgram): Heads {
  let child: CatFile | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let isOver = false;
  // One caller at a time: answers come in the order of the questions.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };
  const release = async () => {
    const open = child;
    child = undefined;
    open?.input.end();
    await open?.end;
  };
  return {
    ask: names =>
      inTurn(async () => {
        try {
          child ??= startCatFile(git, CHECK);
          return await askAll(child, names);
        } catch (error) {
          // What it was asked besides would come as the answer to the next question.
          child?.kill();
          child = undefined;
          throw error;
        } finally {
          if (isOver) await release();
        }
      }),
    close: () => inTurn(release),
    end() {
      isOver = true;
      return inTurn(release);
    },
  };
}

const CHECK = '--batch-check=%(objectname) %(objecttype) %(objectsize) %(objectsize:disk)';

async function askAll({ input, reader }: CatFile, names: readonly string[]) {
  const heads: (ObjectHead | undefined)[] = [];
  while (heads.length < names.length) {
    const window = names.slice(heads.length, heads.length + WINDOW);
    // A line break in a name would be two questions: there is no such object.
    const askable = window.filter(name => !name.includes('\n'));
    if (askable.length > 0) input.write(`${askable.join('\n')}\n`);
    for (const name of window) heads.push(name.includes('\n') ? undefined : headOf(await reader.line()));
  }
  return heads;
}

function headOf(line: Buffer): ObjectHead | undefined {
  const [, oid, type, size, stored] =
    /^([0-9a-f]+) (blob|tree|commit|tag) (\d+) (\d+)$/.exec(line.toString()) ?? [];
  if (oid === undefined) return undefined;
  return { oid, type: type as GitObject['type'], size: Number(size), stored: Number(stored) };
}
