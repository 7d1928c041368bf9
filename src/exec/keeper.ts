/**
 * A keeper: a tiny process that holds what the job writes to for the case that we are killed. Without it the job's
 * pipe would break, or its terminal hang up, and the job would die of our death. It reads from us, so it hears of our
 * end however we end; then it becomes the program it was told, which goes on in our place.
 */
import type { Writable } from 'node:stream';
import { spawnAttached } from '../process/spawn.ts';
import type { Outlet } from './outlets.ts';

/** A way of the job's output as whoever goes on in our place has it: the numbers of open descriptors. */
export interface KeptStream {
  readonly name: Outlet['name'];
  readonly from: number;
  readonly to: number;
}

export interface Keeper {
  /** Dismisses it: the job has ended, and all it wrote was passed on. */
  end(): void;
}

/** A job that ends sooner, in ms, costs no keeper. */
const SOON = 50;

/** Nothing but our end, or a SIGKILL, ends it: it must outlive what the job outlives. `exec` keeps its number. */
const SCRIPT = 'trap "" HUP INT QUIT TERM USR1 USR2 PIPE; read -r _; exec "$@"';

/** The first descriptor that is neither its own nor ours. */
const FIRST = 3;

/**
 * Employs a keeper a moment from now. `words` start the one who goes on; the streams, as JSON, are put behind them.
 * `tell` hears of each process that is a keeper: there is a new one when an outlet has been closed, since a pipe is
 * broken only when nobody holds it.
 */
export function employKeeper(
  words: readonly string[],
  outlets: readonly Outlet[],
  tell: (pid: number) => void,
): Keeper {
  let dismiss = () => {};
  const start = () => {
    dismiss();
    dismiss = () => {};
    const open = outlets.filter(({ channel }) => !channel.output.destroyed);
    if (open.length === 0) return;
    const started = startKeeper(words, open);
    dismiss = started.dismiss;
    if (started.pid !== undefined) tell(started.pid);
  };
  const timer = setTimeout(() => {
    for (const { channel } of outlets) channel.output.once('close', start);
    start();
  }, SOON);
  return {
    end: () => {
      clearTimeout(timer);
      for (const { channel } of outlets) channel.output.off('close', start);
      dismiss();
    },
  };
}

function startKeeper(words: readonly string[], outlets: readonly Outlet[]) {
  const streams = outlets.map(
    ({ name }, index): KeptStream => ({ name, from: FIRST + 2 * index, to: FIRST + 2 * index + 1 }),
  );
  const sh = spawnAttached('/bin/sh', ['-c', SCRIPT, 'sh', ...words, JSON.stringify(streams)], {
    // Below 3 a descriptor would be made blocking, and it is ours too.
    stdio: ['pipe', 'ignore', 'ignore', ...outlets.flatMap(({ channel, to }) => [channel.outputFd, to])],
    cwd: '/',
    detached: true,
  });
  // Trouble with it is no trouble of the job's.
  sh.on('error', () => undefined);
  const line = sh.stdin as Writable;
  line.on('error', () => undefined);
  sh.unref();
  if ('unref' in line) (line as unknown as typeof sh).unref();
  const dismiss = () => {
    // Where nobody reaps orphans it would stay as a zombie: we end when it is gone.
    sh.ref();
    sh.kill('SIGKILL');
  };
  return { pid: sh.pid, dismiss };
}
