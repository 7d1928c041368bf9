/**
 * `git run serve` beside MLflow's own server on SQLite, the same asked of both in turn. GIT_RUN_MLFLOW_PYTHON names a
 * Python that has mlflow.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { comparedTimes } from '../measure.ts';
import { repositoryOfFiles } from '../repositories.ts';
import { absentRow, type Bench, type Benchmark, MB, row } from '../rows.ts';
import type { Row } from '../table.ts';
import { callsOf } from './calls.ts';
import { logRuns, newExperiment, searchRuns } from './load.ts';
import { BASE, clientLogs, downloads, type Pair, requestsLog, searches, transfers } from './questions.ts';
import { mlflowServer, ownServer, type Start } from './servers.ts';

export const mlflowTracking: Benchmark = {
  name: 'mlflow',
  async measure(bench) {
    const python = process.env.GIT_RUN_MLFLOW_PYTHON ?? '';
    if (!existsSync(python))
      return [absentRow('beside mlflow server', 'GIT_RUN_MLFLOW_PYTHON names no Python with mlflow')];
    const root = join(bench.root, 'mlflow');
    mkdirSync(root);
    const own = await prepared(ownServer(bench, await repositoryOfFiles(join(root, 'own'), bench.env, 10)));
    const theirs = await prepared(mlflowServer(bench, python, join(root, 'theirs')));
    const frugal = { ...theirs, start: mlflowServer(bench, python, join(root, 'theirs'), 1) };
    const runs = bench.quick ? 100 : 1000;
    return [
      ...(await serving([own, theirs], async pair => [
        ...(await requestsLog(bench, pair)),
        ...(await clientLogs(bench, pair, python)),
        ...(await transfers(bench, pair)),
        await memoryAfter(runs, pair, `${BASE}, its 4 workers`),
      ])),
      ...(await starting(bench, [own, theirs], runs)),
      ...(await serving([own, theirs], async pair => [
        ...(await searches(bench, pair, runs)),
        ...(await downloads(bench, pair)),
      ])),
      await serving([own, frugal], pair => memoryAfter(runs / 10, pair, `${BASE} --workers 1`)),
    ];
  },
};

/** A store, and how its server is started. */
interface Store {
  readonly start: Start;
  /** Where runs are logged, by its id. */
  readonly experiment: string;
}

async function prepared(start: Start): Promise<Store> {
  return using(start, async server => ({ start, experiment: await newExperiment(callsOf(server.url)) }));
}

async function using<T>(start: Start, use: (server: Awaited<ReturnType<Start>>) => Promise<T>): Promise<T> {
  const server = await start();
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/** Has both servers answer while something is measured. */
function serving<T>([own, theirs]: readonly [Store, Store], measure: (pair: Pair) => Promise<T>): Promise<T> {
  const asked = ({ experiment }: Store, server: Awaited<ReturnType<Start>>) => {
    return { server, experiment, calls: callsOf(server.url) };
  };
  return using(own.start, ours =>
    using(theirs.start, other => measure([asked(own, ours), asked(theirs, other)])),
  );
}

/** From the start until it answers, on a store with runs in it, and the first search then. */
async function starting(
  { quick }: Bench,
  [own, theirs]: readonly [Store, Store],
  runs: number,
): Promise<Row[]> {
  const searched = new Map<Store, number[]>([own, theirs].map(store => [store, []]));
  const round = (store: Store) => () =>
    using(store.start, async server => {
      const ms = await searchRuns(callsOf(server.url), store.experiment, { max_results: runs });
      searched.get(store)?.push(ms);
      return server.ms;
    });
  const rounds = quick ? 1 : 5;
  const starts = await comparedTimes(round(own), round(theirs), rounds);
  const next = (store: Store) => () => searched.get(store)?.shift() ?? Number.NaN;
  const firsts = await comparedTimes(next(own), next(theirs), rounds);
  return [
    row('start, until it answers', BASE, starts, 1 / 10),
    row(`search_runs, first, a page of ${runs} runs`, BASE, firsts, 1 / 10),
  ];
}

/** Pages that are asked for before memory is looked at. */
const PAGES = 5;

/** All processes of a server together, when so many runs more have been logged, and pages of runs asked for. */
async function memoryAfter(runs: number, pair: Pair, base: string): Promise<Row> {
  for (const { calls, experiment } of pair) {
    await logRuns(calls, experiment, runs);
    for (let page = 0; page < PAGES; page++) await searchRuns(calls, experiment, { max_results: 1000 });
  }
  const [used, under] = pair.map(({ server }) => server.memory() / MB) as [number, number];
  const ratio = used / under;
  return {
    what: `memory, ${runs} runs logged, ${PAGES} pages asked for`,
    base: `${base} (${under.toFixed(0)} MB)`,
    measured: `${used.toFixed(0)} MB`,
    budget: '1/3 ×',
    ratio: `${ratio.toFixed(2)} ×`,
    range: '',
    missed: !(ratio <= 1 / 3),
  };
}
