/** Waiting for states of a screen: it is looked at anew after everything that is written to it. */
import type { ScreenModel } from './screen-model.ts';

/** For failure only: nothing that is waited for takes so long. */
const LIMIT_S = 20;

type Looks = Pick<ScreenModel, 'columns' | 'lines' | 'cursor' | 'isMidFrame'>;

export interface ScreenWaits {
  sees(text: string | RegExp): Promise<void>;
  seesNot(text: string | RegExp): Promise<void>;
  settles(isSo: (lines: readonly string[]) => boolean, what: string): Promise<void>;
  /** To be called whenever something has been written to the screen. */
  look(): void;
  /** To be called when nothing more will be. */
  close(): void;
}

/** Makes a room to wait in for what a screen shall show. */
export function screenWaits(model: Looks): ScreenWaits {
  const waiting = new Set<() => void>();
  let isOver = false;
  const look = () => {
    for (const check of waiting) check();
  };
  const settles: ScreenWaits['settles'] = (isSo, what) => {
    // Made here, where the stack still knows the line of the test.
    const failure = new Error();
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(limit);
        waiting.delete(check);
      };
      const fail = (why: string) => {
        leave();
        reject(Object.assign(failure, { message: `${what}: ${why}\n${framed(model)}` }));
      };
      const limit = setTimeout(fail, LIMIT_S * 1000, `not so within ${LIMIT_S} s`);
      const check = () => {
        if ((isOver || !model.isMidFrame()) && isSo(model.lines())) {
          leave();
          resolve();
        } else if (isOver) fail('the program ended first');
      };
      waiting.add(check);
      check();
    });
  };
  return {
    settles,
    sees: text => settles(lines => shows(lines, text), `it shows ${text}`),
    seesNot: text => settles(lines => !shows(lines, text), `it shows ${text} no more`),
    look,
    close() {
      isOver = true;
      look();
    },
  };
}

function shows(lines: readonly string[], text: string | RegExp): boolean {
  const all = lines.join('\n');
  return typeof text === 'string' ? all.includes(text) : all.search(text) >= 0;
}

/** A picture of a screen in text, for people who look for what went wrong. */
export function framed(model: Omit<Looks, 'isMidFrame'>): string {
  const { x, y, visible } = model.cursor();
  const edge = '─'.repeat(model.columns());
  const rows = model.lines().map((line, at) => (visible && at === y ? `▸${line}` : `│${line}`));
  return [`┌${edge}┐`, ...rows, `└${edge}┘ cursor ${visible ? `at ${x}, ${y}` : 'hidden'}`].join('\n');
}
