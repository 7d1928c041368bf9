/** The one run a selector means. */
import type { Readable } from '../git/readable.ts';
import { nearest } from '../query/nearest.ts';
import { matchRuns, parseSelector, type Selector, selectRun } from '../query/selector.ts';
import { ExperimentNotFoundError, NoRunsError, RunNotEndedError, RunNotFoundError } from '../run/errors.ts';
import { isHexId } from '../run/hex-id.ts';
import { parseRunId } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import type { RunTip } from '../run/run-tip.ts';
import { listExperiments } from '../store/experiments.ts';
import { loadTip } from '../store/list.ts';
import { findTip, listTips } from '../store/tips.ts';
import { allRows } from './all-rows.ts';
import type { Context } from './context.ts';
import { type EndedRun, experimentNames, type FoundRun, foundIn, liveRuns, runRows } from './runs.ts';

/** The run a selector means. Throws RunNotFoundError, AmbiguousRunError, ExperimentNotFoundError. */
export async function findRun(context: Context, selector: string): Promise<FoundRun> {
  const parsed = parseSelector(selector);
  if (parsed.kind === 'newest') return findNewest(context, parsed);
  const source = await context.source();
  const tip = await tipByName(source, parsed.text);
  if (tip !== undefined) return foundTip(source, tip);
  const rows: RunRow[] = [];
  for await (const some of allRows(context)) rows.push(...some);
  try {
    return await foundRow(context, selectRun(parsed, rows, context.now()));
  } catch (error) {
    if (!(error instanceof RunNotFoundError)) throw error;
    const labels = rows.map(({ experiment, name }) =>
      selector.includes('/') ? `${experiment}/${name}` : name,
    );
    throw new RunNotFoundError(selector, nearest(selector, labels));
  }
}

type Newest = Extract<Selector, { kind: 'newest' }>;

/** Read no further than to the run that is meant: the newest are asked for most. */
async function findNewest(context: Context, selector: Newest): Promise<FoundRun> {
  const now = context.now();
  let { back } = selector;
  let isAny = context.remote !== undefined;
  for await (const run of runRows(context, back + 1)) {
    isAny = true;
    if (matchRuns({ ...selector, back: 0 }, [run.row], now).length > 0 && back-- === 0) return run;
  }
  if (selector.experiment !== undefined) await checkExperiment(context, selector.experiment);
  if (!isAny) throw new NoRunsError();
  throw new RunNotFoundError(selector.text);
}

/** Throws ExperimentNotFoundError where there is no experiment of the name. */
export async function checkExperiment(context: Context, name: string): Promise<void> {
  const experiments = await listExperiments(await context.source());
  const names = experiments.filter(({ removed }) => !removed).map(experiment => experiment.name);
  if (!names.includes(name)) throw new ExperimentNotFoundError(name, nearest(name, names));
}

/** As `findRun`, of runs that have ended. Throws RunNotEndedError for one in progress. */
export async function findEnded(context: Context, selector: string): Promise<EndedRun> {
  const { row, loaded } = await findRun(context, selector);
  if (loaded === undefined) throw new RunNotEndedError(row.id);
  return { row, loaded };
}

/** A whole id, or eight characters of one that fit one run only, need no look at names. */
async function tipByName(source: Readable, text: string): Promise<RunTip | undefined> {
  const id = parseRunId(text);
  if (id !== undefined) return findTip(source, id);
  if (isHexId(text)) {
    const { tipOfMlflow } = await import('../interop/mlflow-tip.ts');
    return tipOfMlflow(source, text.toLowerCase());
  }
  const part = text.toLowerCase();
  if (!/^[0-9a-hjkmnp-tv-z]{8,25}$/.test(part) || !/\d/.test(part)) return undefined;
  const matching = (await listTips(source)).filter(tip => tip.id.endsWith(part) || tip.id.startsWith(part));
  return matching.length === 1 ? matching[0] : undefined;
}

/** What stands behind a row. */
async function foundRow(context: Context, { id, commit }: RunRow): Promise<FoundRun> {
  if (commit !== undefined) return foundTip(await context.source(), { id, commit });
  const live = (await liveRuns(context, await context.repository())).find(({ row }) => row.id === id);
  if (live !== undefined) return live;
  // It ended while we looked.
  const tip = await findTip(await context.source(), id);
  if (tip === undefined) throw new RunNotFoundError(id);
  return foundTip(await context.source(), tip);
}

async function foundTip(source: Readable, tip: RunTip): Promise<FoundRun> {
  const [loaded, names] = await together(loadTip(source, tip), experimentNames(source));
  return foundIn(loaded, names);
}

/** Waits for both, even where one fails: what goes on alone would ask Git behind a closed door, and keep us from ending. */
async function together<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
