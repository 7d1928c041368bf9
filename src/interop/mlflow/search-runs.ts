/** Searching runs: those that have ended from the index, those that are being written from memory. */
import { type Filter, keysOf } from '../../query/filter/filter.ts';
import { matcher } from '../../query/filter/matches.ts';
import { parseStrict } from '../../query/filter/strict.ts';
import { sortRuns } from '../../query/sort.ts';
import { utc } from '../../query/zone.ts';
import type { RunRow } from '../../run/run-row.ts';
import { isOfView, type ViewType } from './enums.ts';
import { noFacts } from './facts.ts';
import { withNames } from './named-runs.ts';
import { type Page, pageOf } from './paging.ts';
import { ownKey, readRunOrder } from './run-order.ts';
import { rowOfView, viewOfRow } from './run-rows.ts';
import { MODELS_TAG } from './run-tags.ts';
import type { RunView } from './tracked-run.ts';
import type { Tracking } from './tracking.ts';

export interface RunSearch {
  /** Names. */
  readonly experiments: ReadonlySet<string>;
  readonly filter: string;
  readonly view: ViewType;
  readonly order: readonly string[];
  readonly most: number;
  readonly token?: string | undefined;
}

/** One page of the runs that answer to a search. Throws MlflowError, SearchFilterError. */
export async function searchRuns(tracking: Tracking, search: RunSearch): Promise<Page<RunView>> {
  const filter = await withNames(ownFilter(parseStrict(search.filter)), tracking.ids);
  const keys = readRunOrder(search.order);
  const test = matcher(filter, { now: tracking.world.now(), zone: utc });
  const asksDatasets = keysOf(filter).some(({ kind }) => kind === 'input');
  const found: RunRow[] = [];
  const views = new Map<string, RunView>();
  const untold: RunRow[] = [];
  for await (const { row, view } of allRuns(tracking)) {
    if (!search.experiments.has(row.experiment) || !isOfView(row, search.view)) continue;
    if (asksDatasets && view === undefined) untold.push(row);
    else if (test(row)) found.push(row);
    if (view !== undefined) views.set(row.id, view);
  }
  for await (const { row, asked } of withDatasets(tracking, untold)) if (test(asked)) found.push(row);
  const { items, token } = pageOf(sortRuns(found, keys), search, ({ id }) => id);
  const told = await tracking.latest.of(items);
  return {
    items: items.map(row => views.get(row.id) ?? viewOfRow(row, told.get(row.commit ?? ''))),
    ...(token === undefined ? {} : { token }),
  };
}

interface Found {
  readonly row: RunRow;
  /** Of a run that is being written, by clients or by somebody else. */
  readonly view?: RunView;
}

/** All runs, in no order. */
export async function* allRuns(tracking: Tracking): AsyncGenerator<Found> {
  await tracking.recovered();
  // Before those that have ended: one that ends now is found twice rather than never.
  const going = [...(await tracking.going()), ...tracking.open].map(run => [run.id, run] as const);
  const open = await Promise.all([...new Map(going).values()].map(run => run.view()));
  const ids = new Set<string>(open.map(({ id }) => id));
  const { repository, now } = tracking.world;
  const experiments = tracking.experiments
    .all()
    .then(all => new Map(all.map(({ id, name }) => [id as string, name])));
  const question = { repository, place: repository.place, experiments, now: now(), missing() {} };
  for await (const rows of tracking.ended.all(question))
    for (const row of rows) if (!ids.has(row.id)) yield { row };
  for (const view of open) yield { row: rowOfView(view), view };
}

/** The runs that have logged models, whether they are being written or have ended. */
export async function runsWithModels(tracking: Tracking): Promise<RunRow[]> {
  const found: RunRow[] = [];
  for await (const { row } of allRuns(tracking)) if (Object.hasOwn(row.tags, MODELS_TAG)) found.push(row);
  return found;
}

/** A run's data sets are told by its facts, and not by its row. */
async function* withDatasets({ latest }: Tracking, rows: readonly RunRow[]) {
  const known = await latest.factsOf(rows);
  for (const row of rows) {
    const facts = known.get(row.commit ?? '') ?? noFacts();
    yield { row, asked: rowOfView(viewOfRow(row, { facts })) };
  }
}

function ownFilter(filter: Filter): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, of: filter.of.map(ownFilter) };
    case 'not':
      return { ...filter, of: ownFilter(filter.of) };
    default:
      return { ...filter, key: ownKey(filter.key) };
  }
}
