/** Work in many steps that takes its time: how far it is, on a terminal; elsewhere one line. */
import type { Context } from './context.ts';

export interface Counter {
  /** So many steps are done. */
  update(done: number): void;
  stop(): void;
}

/** Starts to count towards a total; it shows itself to who has to wait. */
export function openCounter(
  { err, patience }: Pick<Context, 'err' | 'patience'>,
  what: string,
  total: number,
): Counter {
  let done = 0;
  let shown = '';
  const show = () => {
    const line = err.isTerminal ? `\r${what} ${done}/${total}` : `git-run: ${what} (${total})\n`;
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
