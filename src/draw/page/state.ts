/** What a reader has chosen, and who must hear of it. */
import type { Axis } from '../../view/figure/series.ts';
import { LOOKS, type Look } from '../look.ts';

export interface Choice {
  readonly axis: Axis;
  readonly smoothing: number;
  readonly logY: boolean;
  /** Runs that are not shown. */
  readonly hidden: ReadonlySet<number>;
  /** Steps or seconds that all curves are zoomed to. */
  readonly zoom: readonly [from: number, to: number] | undefined;
  readonly look: Look;
}

export type Listener = () => void;

export interface State {
  /** What is chosen now. */
  readonly choice: Choice;
  /** Changes some of it, and tells all who listen before the next frame, once. */
  change(changes: Partial<Choice>): void;
  listen(listener: Listener): void;
}

/** Makes the state of a page; day and night are heard of by itself. */
export function openState(start: Pick<Choice, 'axis' | 'smoothing' | 'logY'>): State {
  const night = matchMedia('(prefers-color-scheme: dark)');
  let choice: Choice = { ...start, hidden: new Set(), zoom: undefined, look: lookOf(night.matches) };
  const listeners: Listener[] = [];
  let isDue = false;
  const state: State = {
    get choice() {
      return choice;
    },
    change(changes) {
      choice = { ...choice, ...changes };
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        for (const listener of listeners) listener();
      });
    },
    listen: listener => void listeners.push(listener),
  };
  night.addEventListener('change', () => state.change({ look: lookOf(night.matches) }));
  return state;
}

function lookOf(isDark: boolean): Look {
  return isDark ? LOOKS.dark : LOOKS.light;
}
