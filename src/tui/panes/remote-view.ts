/** What a remote has, as lines: how many are where, then those that are not on both sides. */
import { shortId } from '../../run/run-id.ts';
import type { Whereabouts } from '../../run/sharing.ts';
import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { cut, pad, widthOf } from '../../view/width.ts';
import { follow } from '../state/move.ts';
import { countStandings, type RemoteState, remoteOf, type Standing } from '../state/remote.ts';
import type { Theme } from '../theme.ts';
import type { ViewSize } from './runs-view.ts';

/** Prints it; `survey` is undefined as long as the remote has not answered. */
export function remoteView(
  state: RemoteState,
  survey: Survey | undefined,
  size: ViewSize,
  theme: Theme,
): string[] {
  const { remotes } = state;
  const { width } = size;
  const remote = remoteOf(state);
  if (remotes === undefined) return ['', theme.style.dim(cut('  reading …', width))];
  if (remote === undefined)
    return [
      ...['', '  No remote yet. Runs are shared', '  through the Git host of the project:', ''].map(line =>
        cut(line, width),
      ),
      theme.style.bold(cut('    git remote add origin URL', width)),
    ];
  const head = headLine(remote, remotes.length, width, theme);
  if (state.trouble !== undefined)
    return [head, '', ...state.trouble.split('\n').map(line => theme.error(cut(`  ${line}`, width)))];
  if (survey === undefined) return [head, '', theme.style.dim(cut('  asking it …', width))];
  return [head, cut(countLine(survey), width), '', ...listLines(state, survey.differing, size, theme)];
}

/** What is to be shown of where runs are: counted once, and not for every frame. */
export interface Survey {
  readonly counts: Readonly<Record<Whereabouts, number>>;
  /** Those that are only here, only there, or not the same. */
  readonly differing: readonly Standing[];
}

/** Makes it. */
export function surveyOf(standings: readonly Standing[]): Survey {
  return { counts: countStandings(standings), differing: standings.filter(({ where }) => where !== 'both') };
}

function headLine(remote: string, count: number, width: number, theme: Theme): string {
  const others = count > 1 ? `  (Enter: the next of ${count})` : '';
  const name = cut(`  ${sanitise(remote)}`, Math.max(width >> 1, width - widthOf(others)));
  return theme.style.bold(name) + theme.style.dim(cut(others, width - widthOf(name)));
}

function countLine({ counts: { both, here, there, differs } }: Survey): string {
  const parts = [
    `${formatCount(both, 'run')} here and there`,
    ...(here > 0 ? [`${here} only here`] : []),
    ...(there > 0 ? [`${there} only there`] : []),
    ...(differs > 0 ? [`${differs} not the same`] : []),
  ];
  return `  ${parts.join(', ')}`;
}

/** Lines above the list. */
const HEAD = 3;

const MARKS: Readonly<Record<Whereabouts, readonly [glyph: string, says: string]>> = {
  here: ['↑', 'only here'],
  there: ['↓', 'only there'],
  differs: ['≠', 'edited on one side'],
  both: ['=', 'here and there'],
};

function listLines(state: RemoteState, all: readonly Standing[], size: ViewSize, theme: Theme): string[] {
  if (all.length === 0) return [theme.style.dim(cut('  all runs are here and there', size.width))];
  const height = Math.max(0, size.height - HEAD);
  const top = follow(state.cursor, state.top, { length: all.length, height });
  return all.slice(top, top + height).map((one, at) => {
    const [glyph, says] = MARKS[one.where];
    const name = one.row === undefined ? '' : cut(sanitise(one.row.name), NAME);
    const line = `  ${glyph} ${shortId(one.id)}  ${pad(name, NAME)}  ${says}`;
    const padded = cut(line, size.width) + ' '.repeat(Math.max(0, size.width - widthOf(line)));
    if (top + at !== state.cursor) return padded;
    return size.hasFocus ? theme.cursor(padded) : theme.faint(padded);
  });
}

const NAME = 20;
