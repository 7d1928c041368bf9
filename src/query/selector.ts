/**
 * How people name a run: `@`, `@~2`, `@{experiment}~1`, a name, `experiment/name`, the first or last characters of
 * an id, a commit id; the id that MLflow gave it, or would.
 */
import { AmbiguousRunError, RunNotFoundError, UsageError } from '../run/errors.ts';
import { idOfHex, isHexId, MLFLOW_RUN_ID } from '../run/hex-id.ts';
import { timeOf } from '../run/run-id.ts';
import { entryOf, type RunRow } from '../run/run-row.ts';
import { compareText } from './sort.ts';

export type Selector =
  | {
      readonly kind: 'newest';
      /** As it was typed. */
      readonly text: string;
      /** How many runs before the newest. */
      readonly back: number;
      /** Only runs of this experiment count. */
      readonly experiment?: string;
    }
  | {
      readonly kind: 'text';
      /** As it was typed, whole. */
      readonly text: string;
      /** What stands before the last `/`: an experiment, or part of a name that holds a slash. */
      readonly experiment?: string;
    };

/** Ids further ahead come from a broken clock, and would be the newest for ever. */
const FUTURE = 24 * 3_600_000;

/** Reads a selector. Throws UsageError where `@` begins something unknown, or there is nothing. */
export function parseSelector(text: string): Selector {
  if (text === '') throw new UsageError('a run is needed: a name, the end of an id, or @ for the newest');
  if (!text.startsWith('@')) {
    const slash = text.lastIndexOf('/');
    return slash > 0 ? { kind: 'text', text, experiment: text.slice(0, slash) } : { kind: 'text', text };
  }
  const found = /^@(?:\{([^{}]+)\})?(?:~(\d*))?$/.exec(text);
  if (found === null) throw new UsageError(`no selector '${text}'; try @, @~1 or @{experiment}`);
  const back = found[2] === undefined ? 0 : Number(found[2] || 1);
  return found[1] === undefined
    ? { kind: 'newest', text, back }
    : { kind: 'newest', text, back, experiment: found[1] };
}

/** Parts `RUN:PATH`. The path is undefined without a colon, and empty after a final one. */
export function parseRunPath(text: string): { readonly run: string; readonly path?: string } {
  const colon = text.indexOf(':');
  return colon < 0 ? { run: text } : { run: text.slice(0, colon), path: text.slice(colon + 1) };
}

/** The one run a selector means. Throws RunNotFoundError or AmbiguousRunError. */
export function selectRun(selector: Selector, rows: readonly RunRow[], now: number): RunRow {
  const matches = matchRuns(selector, rows, now);
  const [only] = matches;
  if (only === undefined) throw new RunNotFoundError(selector.text);
  if (matches.length === 1) return only;
  const candidates = matches.map(({ id, experiment, name, started }) => ({
    id,
    label: `${experiment}/${name}, started ${started}`,
  }));
  throw new AmbiguousRunError(selector.text, candidates);
}

/**
 * The runs a selector may mean, newest first. A whole id goes before a name, a name before a part of an id, that before
 * an id of MLflow's and a commit: only the matches of the first kind that has any are given. Runs in the trash are never the newest.
 */
export function matchRuns(selector: Selector, rows: readonly RunRow[], now: number): RunRow[] {
  const newestFirst = rows.toSorted((a, b) => compareText(b.id, a.id));
  if (selector.kind === 'text') return matchText(selector, newestFirst);
  const { experiment, back } = selector;
  return newestFirst
    .filter(row => !row.trashed && timeOf(row.id) <= now + FUTURE)
    .filter(row => experiment === undefined || row.experiment === experiment)
    .slice(back, back + 1);
}

function matchText(
  { text, experiment }: Extract<Selector, { kind: 'text' }>,
  rows: readonly RunRow[],
): RunRow[] {
  const within = experiment === undefined ? undefined : text.slice(experiment.length + 1);
  const kinds: readonly ((row: RunRow) => boolean)[] = [
    row => row.id === text.toLowerCase(),
    row => row.name === text || `${row.experiment}/${row.name}` === text,
    row =>
      isPartOfId(text, row) ||
      (within !== undefined && row.experiment === experiment && isPartOfId(within, row)),
    row => isHexId(text) && isMlflowRun(text.toLowerCase(), row),
    row => isCommit(text, row),
  ];
  for (const matches of kinds) {
    const found = rows.filter(matches);
    if (found.length > 0) return found;
  }
  return [];
}

function isPartOfId(text: string, { id }: RunRow): boolean {
  const part = text.toLowerCase();
  return part.length >= 4 && (id.startsWith(part) || id.endsWith(part));
}

/** MLflow's id is kept by runs that come from there; that of others is made of their own. */
function isMlflowRun(hex: string, row: RunRow): boolean {
  return entryOf(row, 'tags', MLFLOW_RUN_ID) === hex || row.id === idOfHex(hex);
}

function isCommit(text: string, { commit }: RunRow): boolean {
  return text.length >= 7 && commit !== undefined && commit.startsWith(text.toLowerCase());
}
