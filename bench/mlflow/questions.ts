/** What is asked of two servers in turn, and how long either takes. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Comparison, comparedTimes } from '../measure.ts';
import { type Bench, row } from '../rows.ts';
import type { Row } from '../table.ts';
import type { Calls } from './calls.ts';
import { newRun, runWith, searchRuns } from './load.ts';
import { mlflowEnvironment, type TrackingServer } from './servers.ts';

/** A server, a client of it, and where runs are logged. */
export interface Asked {
  readonly server: TrackingServer;
  readonly calls: Calls;
  readonly experiment: string;
}

/** The server that is measured, and the other. */
export type Pair = readonly [Asked, Asked];

export const BASE = 'mlflow server';

/** Asks both in turn; `ask` is told which round it is, and answers how many ms it took. */
function both(
  [own, theirs]: Pair,
  rounds: number,
  ask: (asked: Asked, round: number) => Promise<number>,
): Promise<Comparison> {
  const inTurn = (asked: Asked) => {
    let round = 0;
    return () => ask(asked, round++);
  };
  return comparedTimes(inTurn(own), inTurn(theirs), rounds);
}

/** A run of each, which goes on; with a tag of a key. */
async function runOfEach(pair: Pair, tag?: string): Promise<ReadonlyMap<Asked, string>> {
  const runs = new Map<Asked, string>();
  for (const asked of pair) runs.set(asked, await newRun(asked.calls, '0', tag));
  return runs;
}

/** Metrics one by one, and a thousand together. */
export async function requestsLog({ quick }: Bench, pair: Pair): Promise<Row[]> {
  const [rounds, each] = quick ? [3, 20] : [15, 100];
  const runs = await runOfEach(pair);
  const point = (step: number) => ({ value: 1 / (step + 1), timestamp: Date.now(), step });
  const one = await both(pair, rounds, async (asked, round) => {
    let ms = 0;
    for (let step = round * each; step < (round + 1) * each; step++)
      ms += (
        await asked.calls.ask('runs/log-metric', { run_id: runs.get(asked), key: 'loss', ...point(step) })
      ).ms;
    return ms / each;
  });
  const many = await both(pair, rounds, async (asked, round) => {
    const metrics = Array.from({ length: 1000 }, (_, at) => ({
      key: `metric ${at % 10}`,
      ...point(round * 100 + Math.floor(at / 10)),
    }));
    return (await asked.calls.ask('runs/log-batch', { run_id: runs.get(asked), metrics })).ms;
  });
  return [
    row('log-metric, a request', BASE, one, 1 / 3),
    row('log-batch of 1000 metrics, a request', BASE, many, 1 / 5),
  ];
}

/** The same by the real client, whose own work is part of what a program waits for. */
export async function clientLogs({ root, env, quick }: Bench, pair: Pair, python: string): Promise<Row[]> {
  const home = join(root, 'mlflow', 'client');
  mkdirSync(home);
  const [rounds, each] = quick ? [3, 20] : [15, 100];
  const words = [rounds + 1, each, ...pair.map(({ server }) => server.url)].map(String);
  const { stdout } = await promisify(execFile)(python, [join(import.meta.dirname, 'client.py'), ...words], {
    cwd: home,
    env: mlflowEnvironment(env, home),
  });
  const times: [number, number][] = JSON.parse(stdout);
  const turn = (which: 0 | 1) => {
    let round = 0;
    return () => (times[round++] as [number, number])[which];
  };
  const comparison = await comparedTimes(turn(0), turn(1), rounds);
  return [row("log_metric of mlflow's client, a call", BASE, comparison, 1 / 3)];
}

const PROXY = '/api/2.0/mlflow-artifacts/artifacts/0';
const WEIGHTS = 5e6;

/** 5 MB to a run that is being written, and back. */
export async function transfers({ quick }: Bench, pair: Pair): Promise<Row[]> {
  const runs = await runOfEach(pair, 'weights');
  const bytes = randomBytes(WEIGHTS);
  const rounds = quick ? 3 : 15;
  const place = (asked: Asked, round: number) => `${PROXY}/${runs.get(asked)}/artifacts/weights/${round}.bin`;
  const up = await both(pair, rounds, async (asked, round) => {
    return (await asked.calls.put(place(asked, round), bytes)).ms;
  });
  const down = await both(pair, rounds, (asked, round) => download(asked, place(asked, round)));
  return [row('5 MB artifact up', BASE, up, 1 / 2), row('5 MB artifact down', BASE, down, 1 / 2)];
}

/** The same from that run when it has ended. */
export async function downloads({ quick }: Bench, pair: Pair): Promise<Row[]> {
  const runs = new Map<Asked, string>();
  for (const asked of pair) runs.set(asked, await runWith(asked.calls, 'weights'));
  const down = await both(pair, quick ? 3 : 15, (asked, round) =>
    download(asked, `${PROXY}/${runs.get(asked)}/artifacts/weights/${round}.bin`),
  );
  return [row('5 MB artifact down, of a run that has ended', BASE, down, 1 / 2)];
}

async function download({ calls }: Asked, path: string): Promise<number> {
  const { bytes, ms } = await calls.get(path);
  if (bytes.length !== WEIGHTS) throw new Error(`${path} came back with ${bytes.length} bytes`);
  return ms;
}

/** Runs that have ended: all of them, and those that a filter leaves. */
export async function searches({ quick }: Bench, pair: Pair, runs: number): Promise<Row[]> {
  const rounds = quick ? 3 : 15;
  const timed = (question: object) =>
    both(pair, rounds, ({ calls, experiment }) => searchRuns(calls, experiment, question));
  const page = await timed({ max_results: runs });
  const few = await timed({
    filter: "metrics.loss < 0.1 and params.lr = '7' and tags.team = 'team 1'",
    order_by: ['metrics.acc DESC'],
    max_results: 100,
  });
  return [
    row(`search_runs, a page of ${runs} runs`, BASE, page, 1 / 10),
    row(`search_runs, filtered and sorted, ${runs} runs`, BASE, few, 1 / 10),
  ];
}
