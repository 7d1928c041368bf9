/** How far a transfer is: a bar on a terminal, for who has to wait; elsewhere one line. */
import type { TransferProgress } from '../git/remotes.ts';
import type { Context } from './context.ts';

export interface Stages {
  readonly update: (progress: TransferProgress) => void;
  stop(): void;
}

/** What Git calls its stages, and what they are to people. */
const NAMES: Readonly<Record<string, string>> = {
  counting: 'counting',
  compressing: 'packing',
  writing: 'sending',
  receiving: 'receiving',
  resolving: 'checking',
  unpacking: 'checking',
  uploading: 'sending',
  downloading: 'receiving',
};

/** Starts to tell; it shows itself after a while. */
export function openStages({ err, patience }: Pick<Context, 'err' | 'patience'>, shown: string): Stages {
  let last: TransferProgress | undefined;
  let bar:
    | {
        start(total: number, done: number, of: object): void;
        update(done: number, of: object): void;
        setTotal(total: number): void;
        stop(): void;
      }
    | undefined;
  let stopped = false;
  const payload = () => ({ stage: (NAMES[last?.stage ?? ''] ?? 'talking to').padEnd(10), shown });
  const timer = setTimeout(async () => {
    if (!err.isTerminal) return err.write(`git-run: talking to ${shown}\n`);
    const { SingleBar } = (await import('cli-progress')).default;
    if (stopped) return;
    bar = new SingleBar({
      format: '{stage} {bar} {percentage} %  {shown}',
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
      barCompleteChar: '━',
      barIncompleteChar: '─',
    });
    bar.start(last?.total ?? 1, last?.done ?? 0, payload());
  }, patience);
  timer.unref();
  return {
    update(progress) {
      last = progress;
      bar?.setTotal(progress.total);
      bar?.update(progress.done, payload());
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      bar?.stop();
      bar = undefined;
    },
  };
}
