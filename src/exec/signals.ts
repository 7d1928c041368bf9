import { setImmediate as aTurn, setTimeout as delay } from 'node:timers/promises';
import { startWitness, type Witness } from './witness.ts';

/** Signals that people and schedulers send to end, or to tell, a job. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];

/** Some senders, such as Slurm, signal the processes of a job one by one: so many ms until all have it. */
const ONE_BY_ONE = 20;

/** What of a child process tells whether it is there. */
export interface Child {
  readonly pid?: number | undefined;
  readonly exitCode: number | null;
  readonly signalCode: string | null;
}

export interface CaughtSignals {
  /** Names who they are passed on to; those that came earlier are now. */
  passOnTo(child: Child): void;
  /** Lets signals act on us again. */
  end(): Promise<void>;
}

/**
 * Keeps signals from ending us before the child: one sent to us alone is for the child, and passed on; one to
 * our whole group has reached the child already, and must not reach it twice.
 */
export function catchSignals({ ignoreHangup }: { readonly ignoreHangup: boolean }): CaughtSignals {
  /** The one to ask. Where there can be none, all signals are passed on. */
  let witness: Witness | undefined;
  let newest: Witness | undefined;
  let child: Child | undefined;
  const early: NodeJS.Signals[] = [];

  const employ = async () => {
    for (let died = true; died && child !== undefined; ) {
      newest = startWitness();
      // We have yet to hear of signals that came before it was there. They are for the one before it, who is dead.
      await aTurn();
      await aTurn();
      witness = newest;
      died = await newest.death;
    }
    witness = undefined;
  };
  /** What comes at the same moment as a signal to the group is taken for one too: senders rarely mix. */
  const judge = async (signal: NodeJS.Signals, then: Witness | undefined) => {
    await delay(ONE_BY_ONE);
    if (then === undefined || (await then.isAlive())) send(child, signal);
  };
  let judging = Promise.resolve();
  const caught = (signal: NodeJS.Signals) => {
    if (signal === 'SIGHUP' && ignoreHangup) return;
    if (child === undefined) early.push(signal);
    else {
      const then = witness;
      judging = judging.then(() => judge(signal, then));
    }
  };
  for (const signal of PASSED_ON) process.on(signal, caught);

  return {
    passOnTo: started => {
      child = started;
      void employ();
      for (const signal of early) send(started, signal);
    },
    end: async () => {
      child = undefined;
      // It holds this process up until it is gone: nothing else need wait for it.
      void newest?.end();
      for (const signal of PASSED_ON) process.off(signal, caught);
    },
  };
}

/** Has us outlive whatever the job may outlive: nothing but SIGKILL ends us from now on. */
export function ignoreSignals(): void {
  for (const signal of PASSED_ON) process.on(signal, () => {});
}

/** Signals a child, where it can be reached: when it has ended, its number may be another's. */
export function send(child: Child | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(child.pid, signal);
  } catch {}
}
