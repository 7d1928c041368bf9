/** Signals after the job's end, when it is our own work that they would cut short. */

/** Those that people and schedulers send to end something. */
const ENDING: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGQUIT'];

/** A terminal that was closed, or a warning for the job, which has ended: nothing to do about. */
const IDLE: readonly NodeJS.Signals[] = ['SIGHUP', 'SIGUSR1', 'SIGUSR2'];

export interface HeldSignals {
  /** From now on signals are ours. `tell` hears of the first one that would end us, and of the second, which does. */
  begin(tell: (again: boolean) => void): void;
  /** The first that came since they are held, a hangup too; undefined where none has. */
  first(): NodeJS.Signals | undefined;
  /** How many would have ended us since the beginning. */
  count(): number;
  /** Lets signals act on us again. */
  end(): void;
}

/** Keeps signals from ending us. Until `begin` they are somebody else's: nothing is done about them, and none acts. */
export function holdSignals(): HeldSignals {
  let tell: ((again: boolean) => void) | undefined;
  let first: NodeJS.Signals | undefined;
  let count = 0;
  const caught = (signal: NodeJS.Signals) => {
    if (signal === 'SIGHUP' || ENDING.includes(signal)) first ??= signal;
    if (tell === undefined || IDLE.includes(signal)) return;
    count++;
    tell(count > 1);
    if (count === 1) return;
    // Whoever sent it is to see that it did what it should.
    end();
    process.kill(process.pid, signal);
  };
  const end = () => {
    for (const signal of [...ENDING, ...IDLE]) process.off(signal, caught);
  };
  for (const signal of [...ENDING, ...IDLE]) process.on(signal, caught);
  return {
    begin: hear => {
      tell = hear;
    },
    first: () => first,
    count: () => count,
    end,
  };
}
