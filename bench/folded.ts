/** Runs that are folded: what questions to them cost, and what a push of a branch costs somebody who has none of them. */
import { join } from 'node:path';
import { gitIn } from '../test/support/temporary-repository.ts';
import { compare, spreadOf, time, watch } from './measure.ts';
import { repositoryOfFiles, repositoryOfFoldedRuns, repositoryOfRuns } from './repositories.ts';
import { against, type Bench, type Benchmark, NODE, row, secondsRow } from './rows.ts';
import type { Row } from './table.ts';

export const folded: Benchmark = {
  name: 'folded',
  async measure(bench) {
    const [few, many] = bench.quick ? [1000, 5000] : [10_000, 100_000];
    return [
      ...(await questions(bench, few)),
      ...(await questions(bench, many)),
      ...(await pushes(bench, few)),
    ];
  },
};

/** Seconds in which everything that a ledger tells is read, by a clone that has read none of it. */
const FIRST = 2;

async function questions(bench: Bench, runs: number): Promise<Row[]> {
  const { env, program, quick } = bench;
  const cwd = await repositoryOfFoldedRuns(join(bench.root, `folded-${runs}`), env, runs);
  const node = spreadOf(Array.from({ length: 5 }, () => time({ argv: NODE, cwd, env })));
  const all = [program, 'log', '--filter', 'metrics.acc > 0.95', '-n', '20'];
  const first = await watch({ argv: all, cwd, env });
  const rounds = quick ? 5 : 15;
  const page = gitIn(cwd, env, ['for-each-ref', '--format=%(refname)', 'refs/runs/ledger-keep/*/1']);
  const id = gitIn(cwd, env, ['log', '-1', '--format=%(trailers:key=Run-Id,valueonly)', `${page}^^`]).trim();
  const ask = (what: string, argv: readonly string[], budget?: number) =>
    against(bench, {
      what: `${what}, ${runs} folded runs`,
      argv: [program, ...argv],
      cwd,
      rounds,
      ...(budget && { budget }),
    });
  return [
    ask('log -n 20', ['log', '-n', '20'], 4),
    secondsRow(`log --filter -n 20, ${runs} folded runs, first`, first, node, FIRST),
    ask('log --filter -n 20', all.slice(1)),
    ask('show of the oldest by its id', ['show', id], 5),
    ask('show of the oldest by the end of it', ['show', id.slice(-8)]),
  ];
}

/** Beside the same push to a remote without runs: what folding is for. What a push costs then is among what sharing costs. */
async function pushes(bench: Bench, runs: number): Promise<Row[]> {
  const { env, root, quick } = bench;
  const clone = await repositoryOfFiles(join(root, 'bystander'), env, 10);
  const empty = await repositoryOfFiles(join(root, 'no-runs'), env, 10);
  const refs = await repositoryOfRuns(join(root, 'run-refs'), env, runs);
  const push = (to: string) => ({
    argv: ['sh', '-c', `git push -q ${to} HEAD:refs/heads/of-$$`],
    cwd: clone,
    env,
  });
  const beside = compare(push(refs), push(empty), quick ? 5 : 25);
  return [row(`push of a branch, ${runs} runs with refs there`, 'no runs', beside)];
}
