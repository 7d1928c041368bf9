/** Every run as a row, for questions to all of them: from the index, what it lacks from Git. */
import type { RunId } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import { indexedRuns } from '../store/index/indexed-runs.ts';
import { type FoundRow, readMissing } from '../store/index/missing-runs.ts';
import { listTips } from '../store/tips.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import type { Counter } from './counter.ts';
import { experimentNames, liveRuns } from './runs.ts';

/**
 * All runs in no order, some at a time, each some to be gone through before the next; those in progress are among them.
 * Damaged ones are said, and passed over. Rows are read, not spread. `hear` is told of what no index has yet, else it is
 * shown.
 */
export async function* allRows(
  context: Context,
  hear?: (done: number, total: number) => void,
): AsyncGenerator<Iterable<RunRow>> {
  if (context.remote !== undefined) {
    yield* remoteRows(context, hear);
    return;
  }
  const repository = await context.repository();
  // Before the runs that have ended: one that ends now is found twice rather than never.
  const live = new Map<RunId, RunRow>((await liveRuns(context, repository)).map(({ row }) => [row.id, row]));
  const source = await context.source();
  const experiments = experimentNames(source);
  const counter = hear === undefined ? countMissing(context) : { missing: hear, stop() {} };
  try {
    const question = {
      ...{ repository: source, place: repository.place },
      experiments,
      now: context.now(),
      ...counter,
    };
    for await (const found of indexedRuns(question)) yield readable(context, found, live);
    yield live.values();
  } finally {
    counter.stop();
    await experiments;
  }
}

/** Of a remote there is no index: its ledgers tell of runs, and of the others each is fetched. */
async function* remoteRows(
  context: Context,
  hear: ((done: number, total: number) => void) | undefined,
): AsyncGenerator<Iterable<RunRow>> {
  const repository = await context.source();
  const experiments = experimentNames(repository);
  const counter = hear === undefined ? countMissing(context) : { missing: hear, stop() {} };
  try {
    const question = { repository, experiments, ...counter };
    for await (const { rows } of readMissing(question, await listTips(repository)))
      yield readable(context, rows, new Map());
  } finally {
    counter.stop();
    await experiments;
  }
}

function* readable(context: Context, found: Iterable<FoundRow>, live: Map<RunId, RunRow>): Generator<RunRow> {
  for (const one of found) {
    if (live.size > 0) live.delete(one.id);
    if ('error' in one) context.say(`git-run: passed over ${one.id}: ${sanitise(one.error.message)}`);
    else yield one;
  }
}

/** The first question after a clone reads every run. */
function countMissing(context: Context): { missing(done: number, total: number): void; stop(): void } {
  let counter: Promise<Counter> | undefined;
  const open = async (total: number) =>
    (await import('./counter.ts')).openCounter(context, 'reading runs', total);
  return {
    missing(done, total) {
      counter ??= open(total);
      void counter.then(opened => opened.update(done));
    },
    stop: () => void counter?.then(opened => opened.stop()),
  };
}
