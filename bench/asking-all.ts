/** Questions to all runs: the first one, which reads them from Git, and those that follow, which the index answers. */
import { join } from 'node:path';
import { compare, spreadOf, time, watch } from './measure.ts';
import { repositoryOfRuns } from './repositories.ts';
import { type Bench, type Benchmark, MB, NODE, row, secondsRow } from './rows.ts';
import type { Row } from './table.ts';

const QUESTION = [
  'log',
  '--filter',
  'metrics.acc > 0.95 and params.lr < 1',
  '--sort',
  'metrics.loss',
  '-n',
  '20',
];

export const askingAll: Benchmark = {
  name: 'all-runs',
  async measure(bench) {
    const [few, many] = bench.quick ? [1000, 5000] : [10_000, 100_000];
    return [...(await ask(bench, few, { warm: 4 })), ...(await ask(bench, many, { cold: 12, seconds: 1 }))];
  },
};

interface Budgets {
  /** Times `node -e 0`. */
  readonly warm?: number;
  /** Seconds of the first question, and of one that follows. */
  readonly cold?: number;
  readonly seconds?: number;
}

/** More memory than this no question takes. */
const MOST = 300 * MB;

async function ask(bench: Bench, runs: number, budgets: Budgets): Promise<Row[]> {
  const { env, program, quick } = bench;
  const cwd = await repositoryOfRuns(join(bench.root, `all-${runs}`), env, runs);
  const argv = [program, ...QUESTION];
  const node = spreadOf(Array.from({ length: 5 }, () => time({ argv: NODE, cwd, env })));
  const first = await watch({ argv, cwd, env });
  const what = `log --filter --sort -n 20, ${runs} runs`;
  const comparison = compare({ argv, cwd, env }, { argv: NODE, cwd, env }, quick ? 5 : 15);
  const warm = { ms: comparison.measured.median };
  const { peak = Number.NaN } = await watch({ argv, cwd, env });
  return [
    secondsRow(`${what}, first`, first, node, budgets.cold),
    budgets.seconds === undefined
      ? row(what, NODE.join(' '), comparison, budgets.warm)
      : secondsRow(what, warm, comparison.base, budgets.seconds),
    {
      what: `peak memory of it, ${runs} runs`,
      base: '',
      measured: `${(peak / MB).toFixed(0)} MB`,
      budget: `${MOST / MB} MB`,
      ratio: '',
      range: '',
      missed: !(peak <= MOST),
    },
  ];
}
