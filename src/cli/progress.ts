/** A progress bar for copies that take their time; on a terminal only. */
import type { Context } from './context.ts';

export interface Progress {
  /** So many bytes are done. */
  update(bytes: number): void;
  stop(): void;
}

/** Starts a bar of so many bytes; it shows itself to who has to wait. */
export function openProgress({ err, now, patience }: Context, total: number): Progress {
  if (!err.isTerminal) return { update() {}, stop() {} };
  const started = now();
  let done = 0;
  let bar: { update(value: number): void; stop(): void } | undefined;
  let stopped = false;
  const timer = setTimeout(show, patience);

  async function show(): Promise<void> {
    const { SingleBar } = (await import('cli-progress')).default;
    if (stopped) return;
    const opened = new SingleBar({
      format: '{bar} {percentage} %  {value}/{total} MB  {eta_formatted} left',
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
      barCompleteChar: '━',
      barIncompleteChar: '─',
    });
    opened.start(megabytes(total), megabytes(done), { started });
    bar = opened;
  }

  return {
    update(bytes) {
      done = bytes;
      bar?.update(megabytes(bytes));
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      bar?.stop();
      bar = undefined;
    },
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
