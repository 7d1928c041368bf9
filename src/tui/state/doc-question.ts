/** What the panes that are pages of text ask the desk for. */
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Desk, Page } from '../desk.ts';
import type { AppState, DocPane } from './app.ts';
import { chosenRuns, currentRun, markedRuns } from './runs.ts';

/** A page to be read: what it is of, as a key, and who reads it. */
export interface DocQuestion {
  readonly of: string;
  /** The same page anew keeps its title, and its reader his place in it. */
  readonly title: string;
  /** Whether it is of a run in progress, and soon out of date. */
  readonly isLive: boolean;
  /** Whether long lines go on below, and not to the side; those of a patch never do. */
  readonly wraps: boolean;
  /** Asks for it; what takes longer to be known is told with the page once more, by `hear`. */
  ask(desk: Desk, page: Page, hear?: (text: string) => void): Promise<string>;
}

/** What a pane asks for; undefined where there is nothing to ask. */
export function questionOf(app: AppState, pane: DocPane): DocQuestion | undefined {
  return QUESTIONS[pane](app);
}

const QUESTIONS: Readonly<Record<DocPane, (app: AppState) => DocQuestion | undefined>> = {
  detail: app => aboutCurrent(app, true, (desk, id, page, hear) => desk.detail(id, page, hear)),
  lineage: app => aboutCurrent(app, true, (desk, id, page) => desk.lineage(id, page)),
  compare: compareQuestion,
  diff: app => {
    const [a, b] = diffSides(app);
    if (a === undefined) return undefined;
    const of = `${a.id} ${b?.id ?? 'now'}`;
    return {
      of,
      title: of,
      isLive: false,
      wraps: true,
      ask: (desk, page) => desk.diff(a.id, b?.id, page),
    };
  },
};

function aboutCurrent(
  { runs }: AppState,
  wraps: boolean,
  ask: (desk: Desk, id: RunId, page: Page, hear?: (text: string) => void) => Promise<string>,
): DocQuestion | undefined {
  const row = currentRun(runs);
  if (row === undefined) return undefined;
  return {
    of: versionOf(row),
    title: row.id,
    isLive: row.status === 'running',
    wraps,
    ask: (desk, page, hear) => ask(desk, row.id, page, hear),
  };
}

function compareQuestion(app: AppState): DocQuestion | undefined {
  const rows = comparedRuns(app);
  const { compareAll, baseline } = app;
  if (rows.length === 0) return undefined;
  const ids = rows.map(({ id }) => id);
  const [only] = ids;
  const hasBaseline = only === baseline && baseline !== undefined;
  return {
    of: `${rows.map(versionOf).join()} ${compareAll} ${hasBaseline}`,
    title: ids.join(),
    isLive: rows.some(({ status }) => status === 'running'),
    wraps: ids.length === 1,
    ask: async (desk, page) =>
      ids.length === 1 ? oneAlone(rows[0] as RunRow) : desk.compare(ids, page, compareAll, { hasBaseline }),
  };
}

/** An edit is another commit. */
function versionOf({ id, commit }: RunRow): string {
  return `${id} ${commit ?? ''}`;
}

function oneAlone({ name }: RunRow): string {
  return [
    '',
    '  Mark two or more runs with Space to see them side by side.',
    '',
    `  Or B makes ${sanitise(name)} the baseline: the run under the cursor is then compared with it.`,
    '',
  ].join('\n');
}

/** The runs side by side: the baseline before those that are chosen. */
export function comparedRuns({ runs, baseline }: AppState): readonly RunRow[] {
  const chosen = chosenRuns(runs);
  if (baseline === undefined) return chosen;
  const base = chosen.find(({ id }) => id === baseline) ?? runs.rows.find(({ id }) => id === baseline);
  return base === undefined ? chosen : [base, ...chosen.filter(({ id }) => id !== baseline)];
}

/** Two marked runs; a marked one and the one under the cursor; that one and the work tree, which is undefined. */
export function diffSides({
  runs,
  againstWorkTree,
}: AppState): readonly [RunRow | undefined, RunRow | undefined] {
  const current = currentRun(runs);
  const [first, second] = markedRuns(runs);
  if (againstWorkTree || first === undefined) return [first ?? current, undefined];
  // The older one stands on the left.
  const other = second ?? (current?.id === first.id ? undefined : current);
  return other === undefined || first.id < other.id ? [first, other] : [other, first];
}
