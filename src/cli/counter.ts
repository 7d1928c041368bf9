/** Work in many steps that takes its time: how far it is, on a terminal; elsewhere one line. */
import type { Context } from './context.ts';

export interface Counter {
  /** So many steps are done. */
  update(done: number): void;
  stop(): void;
}

/** Starts to count, towards a total where that is known; it shows itself to who has to wait. */
export function openCounter(
  { err, patience }: Pick<Context, 'err' | 'patience'>,
  what: string,
  total: number | undefined,
): Counter {
  let done = 0;
  let shown = '';
  const of = (before: string, behind = '') => (total === undefined ? '' : before + total + behind);
  const show = () => {
    const line = err.isTerminal ? `\r${what} ${done}${of('/')}` : `git-run: ${what}${of(' (', ')')}\n`;
    if (line !== shown && (err.isTerminal || shown === '')) err.write(line);
    shown = line;
  };
  const timer = setInterval(show, patience);
  timer.unref();
  return {
    update(count) {
      done = count;
    },
    stop() {
      clearInterval(timer);
      if (shown !== '' && err.isTerminal) err.write('\r\x1b[K');
    },
  };
}
