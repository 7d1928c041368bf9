import type { Readable, Writable } from 'node:stream';
import { spawnAttached } from '../process/spawn.ts';

/**
 * A tiny process in our process group that dies of any signal. A signal to the whole group (the terminal's
 * Ctrl-C, `kill -- -PGID`) ends it too; one to us alone does not.
 */
export interface Witness {
  /** Whether it is alive, with no signal on its way to it. */
  isAlive(): Promise<boolean>;
  /** Resolves when it is dead: whether a signal did it. */
  readonly death: Promise<boolean>;
  /** Ends it, and waits until it is gone: where nobody reaps orphans it would stay as a zombie. */
  end(): Promise<void>;
}

/** A stopped process cannot answer: after so many ms without one it counts as alive. */
const PATIENCE = 1000;

/** Starts a witness. It ends with us, however we end, since it reads from us. */
export function startWitness(): Witness {
  const cat = spawnAttached('cat', [], { stdio: ['pipe', 'pipe', 'ignore'], cwd: '/' });
  const question = cat.stdin as Writable;
  const answer = cat.stdout as Readable;
  question.on('error', () => undefined);
  for (const held of [cat, question, answer]) if ('unref' in held) (held as typeof cat).unref();

  let dead = false;
  const death = new Promise<boolean>(resolve => {
    const die = (bySignal: boolean) => {
      dead = true;
      resolve(bySignal);
    };
    cat.once('error', () => die(false)).once('exit', (_, signal) => die(signal !== null));
  });

  const isAlive = async () => {
    if (dead) return false;
    // An answer, not a look at a clock or at /proc: a process with a fatal signal pending gives none.
    question.write('?');
    let stop = () => {};
    const answered = new Promise<boolean>(resolve => {
      const alive = () => resolve(true);
      answer.once('data', alive);
      const timer = setTimeout(alive, PATIENCE);
      stop = () => {
        clearTimeout(timer);
        answer.off('data', alive);
      };
    });
    const alive = await Promise.race([answered, death.then(() => false)]);
    stop();
    return alive;
  };
  const end = async () => {
    cat.ref();
    if (!dead) cat.kill('SIGKILL');
    await death;
  };
  return { isAlive, death, end };
}
