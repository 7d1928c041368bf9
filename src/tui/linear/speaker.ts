/** Says what becomes of a screen, in lines, as it comes to be. */
import { sanitise } from '../../view/sanitise.ts';
import type { Desk } from '../desk.ts';
import type { AppEvent, AppState } from '../state/app.ts';
import type { Mode } from '../state/mode.ts';
import type { Store } from '../state/store.ts';
import { describe } from './describe.ts';
import { countRuns } from './describe-runs.ts';
import { echo } from './echo.ts';
import { rowLine } from './row-line.ts';

export interface Speaker {
  say(lines: readonly string[]): void;
  /** Says what is wrong with the line that is typed, where something is. */
  trouble(): void;
  /** Says once more where one is. */
  again(): void;
  close(): void;
}

export interface SpeakerParts {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Pick<Desk, 'title' | 'now' | 'zone'>;
  write(text: string): void;
}

/** Speaks as soon as all runs are known: `git-run, repository digits, 120 runs, press ? for the keys`. */
export function openSpeaker({ store, desk, write }: SpeakerParts): Speaker {
  const clock = () => ({ now: desk.now(), zone: desk.zone });
  const say = (lines: readonly string[]) => {
    if (lines.length > 0) write(lines.map(line => `${line}\r\n`).join(''));
  };
  let said: AppState | undefined;
  let { mode }: { mode: Mode } = store.state();
  let due: NodeJS.Immediate | undefined;
  const speak = () => {
    due = undefined;
    const app = store.state();
    write(echo(mode, app.mode).replaceAll('\n', '\r\n'));
    mode = app.mode;
    if (said === undefined) {
      if (!app.runs.isComplete) return;
      say([greeting(desk.title, app), rowLine(app.runs, clock())]);
      said = app;
    } else if (app.mode.kind !== 'line') {
      // What holds while a line is typed is said when it has been.
      say(describe(said, app, clock()));
      said = app;
    }
  };
  const end = store.subscribe(() => {
    due ??= setImmediate(speak);
  });
  return {
    say,
    trouble() {
      const { mode: open } = store.state();
      if (open.kind === 'line' && open.error !== undefined) say(['', sanitise(open.error.message)]);
    },
    again() {
      const app = store.state();
      if (app.focus === 'runs') say([rowLine(app.runs, clock())]);
      else say(describe({ ...app, focus: 'runs' }, app, clock()));
    },
    close() {
      end();
      clearImmediate(due);
    },
  };
}

function greeting(title: string, { runs, readOnly }: AppState): string {
  const changes = readOnly === undefined ? [] : ['nothing can be changed'];
  return [
    'git-run',
    `repository ${sanitise(title)}`,
    countRuns(runs.rows.length),
    ...changes,
    'press ? for the keys',
  ].join(', ');
}
