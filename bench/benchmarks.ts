/** What is measured: each a question a user could ask, with the budget the project gives itself. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scan } from '../src/secrets/scan.ts';
import { plainFiles } from '../test/support/plain-files.ts';
import { gitIn } from '../test/support/temporary-repository.ts';
import { askingAll } from './asking-all.ts';
import { folded } from './folded.ts';
import { importing, importingServer } from './importing.ts';
import { compare, spreadOf, time, type Watched, watch } from './measure.ts';
import { mlflowTracking } from './mlflow/tracking.ts';
import { makeDirty, repositoryOfFiles, repositoryOfRuns } from './repositories.ts';
import { against, type Bench, type Benchmark, MB, memoryRow, only, row } from './rows.ts';
import { serving } from './serving.ts';
import { sharing } from './sharing.ts';
import type { Row } from './table.ts';
import { terminalState } from './terminal-state.ts';
import { terminalUi } from './terminal-ui.ts';

const MIB = 1 << 20;
/** Milliseconds a MiB. */
const SCAN_BUDGET = 15;

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'version',
    async measure(bench) {
      const cwd = bench.root;
      return ways(bench, ['--version']).map(([what, argv]) =>
        against(bench, { what, argv, cwd, budget: 1.3, rounds: 31 }),
      );
    },
  },
  {
    name: 'exec',
    async measure(bench) {
      const rows: Row[] = [];
      for (const [what, argv] of ways(bench, ['exec', '--', 'true'])) {
        const cwd = await repositoryOfFiles(join(bench.root, `small${rows.length}`), bench.env, 10);
        rows.push(against(bench, { what, argv, cwd, budget: 3, rounds: 25 }));
      }
      return rows;
    },
  },
  {
    name: 'exec-files',
    async measure(bench) {
      const files = bench.quick ? 5000 : 50_000;
      const cwd = await repositoryOfFiles(join(bench.root, 'files'), bench.env, files);
      const argv = [bench.program, 'exec', '--', 'true'];
      makeDirty(cwd, 10);
      const few = against(bench, {
        what: `exec -- true, ${files} files, 10 dirty`,
        argv,
        cwd,
        budget: 4.5,
        rounds: 15,
      });
      makeDirty(cwd, 1000);
      const what = `exec -- true, ${files} files, 1000 dirty`;
      return [few, against(bench, { what, argv, cwd, rounds: 7 }), checkoutOf(bench, cwd, files)];
    },
  },
  {
    name: 'log',
    async measure(bench) {
      const runs = bench.quick ? 1000 : 10_000;
      const cwd = await repositoryOfRuns(join(bench.root, 'runs'), bench.env, runs);
      const [log, show] = [
        [bench.program, 'log', '-n', '20'],
        [bench.program, 'show', '@'],
      ];
      return [
        against(bench, { what: `log -n 20, ${runs} runs`, argv: log, cwd, budget: 3, rounds: 21 }),
        against(bench, { what: `show @, ${runs} runs`, argv: show, cwd, rounds: 21 }),
      ];
    },
  },
  askingAll,
  folded,
  sharing,
  importing,
  importingServer,
  mlflowTracking,
  terminalUi,
  terminalState,
  {
    name: 'remote',
    async measure(bench) {
      const runs = bench.quick ? 1000 : 10_000;
      const cwd = await repositoryOfRuns(join(bench.root, 'remote', 'runs'), bench.env, runs);
      gitIn(cwd, bench.env, ['config', 'uploadpack.allowFilter', 'true']);
      return serving(join(bench.root, 'remote'), bench.env, url => {
        const remote = `${url}/runs/.git`;
        const argv = [bench.program, 'log', '-n', '20', '--remote', remote];
        const { env } = bench;
        const git = ['git', 'ls-remote', remote, 'refs/runs/*'];
        const rounds = bench.quick ? 5 : 15;
        const what = `log -n 20 of a remote, ${runs} runs`;
        const comparison = compare(
          { argv, cwd: bench.root, env },
          { argv: git, cwd: bench.root, env },
          rounds,
        );
        return [
          against(bench, { what, argv, cwd: bench.root, rounds }),
          row(what, 'git ls-remote', comparison),
        ];
      });
    },
  },
  {
    name: 'secrets',
    async measure({ quick }) {
      return [scanRow(quick ? 3 : 15)];
    },
  },
  {
    name: 'output',
    async measure(bench) {
      const cwd = await repositoryOfFiles(join(bench.root, 'output'), bench.env, 10);
      const size = bench.quick ? 1e8 : 1e9;
      const print = (bytes: number) => `yes 'epoch 3/100 loss 0.0312 acc 0.9731' | head -c ${bytes}`;
      const recorded = (bytes: number) => [bench.program, 'exec', '--', 'sh', '-c', print(bytes)];
      const little = await watch({ argv: recorded(1000), cwd, env: bench.env });
      const much = await watch({ argv: recorded(size), cwd, env: bench.env });
      const bare = await watch({ argv: ['sh', '-c', `${print(size)} | cat`], cwd, env: bench.env });
      return [
        memoryRow(`peak memory, ${size / MB} MB of output`, much, little, 50 * MB),
        throughputRow(size, much, bare),
      ];
    },
  },
  {
    name: 'metrics',
    async measure(bench) {
      const cwd = await repositoryOfFiles(join(bench.root, 'metrics'), bench.env, 10);
      const points = bench.quick ? 100_000 : 1_000_000;
      writeFileSync(join(cwd, 'train.cjs'), LOGS_METRICS);
      const argv = ['node', 'train.cjs', `${points}`];
      const env = { ...bench.env, GIT_RUN_EVENTS: join(bench.root, 'events') };
      const few = await watch({ argv: [bench.program, 'exec', '--', 'node', 'train.cjs', '1'], cwd, env });
      const many = await watch({ argv: [bench.program, 'exec', '--', ...argv], cwd, env });
      const bare = await watch({ argv, cwd, env });
      const comparison = { measured: only(many.ms), base: only(bare.ms), ratio: only(many.ms / bare.ms) };
      const plot = (words: readonly string[], what: string, budget?: number) =>
        against(bench, {
          what: `plot of ${points} points${what}`,
          argv: [bench.program, 'plot', '@', '--no-pager', ...words],
          cwd,
          rounds: 7,
          ...(budget === undefined ? {} : { budget }),
        });
      return [
        row(`${points} metric points`, 'the bare script', comparison),
        memoryRow(`peak memory, ${points} metric points`, many, few),
        // A second and a half, where Node starts in 21 ms.
        plot([], '', 70),
        plot(['--html', join(bench.root, 'plot.html')], ' as a page'),
      ];
    },
  },
];

/** The program as npm starts it, and by itself. */
function ways({ program }: Bench, words: readonly string[]): [string, string[]][] {
  const line = words.join(' ');
  return [
    [`node git-run.js ${line}`, ['node', program, ...words]],
    [`git-run ${line}`, [program, ...words]],
  ];
}

/**
 * Next to what Git itself takes for one. Nothing is removed before the end: a file system that has just lost 50,000
 * files (ext4) takes ten times as long to make as many.
 */
function checkoutOf({ env, program, root }: Bench, cwd: string, files: number): Row {
  const [ours, gits] = [join(root, 'ours'), join(root, 'gits')];
  time({ argv: [program, 'exec', '--', 'true'], cwd, env });
  const git = time({ argv: ['git', 'worktree', 'add', '-q', '--detach', gits], cwd, env });
  const own = time({ argv: [program, 'checkout', '@', '--path', ours], cwd, env });
  for (const path of [ours, gits]) gitIn(cwd, env, ['worktree', 'remove', '--force', path]);
  const comparison = { measured: only(own), base: only(git), ratio: only(own / git) };
  return row(`checkout of ${files} files`, 'git worktree add', comparison);
}

/**
 * In this process, beside what one pass over the same bytes costs at least. The quickest round is what it takes: a
 * busy machine can only add to that, and does so to every other one.
 */
function scanRow(rounds: number): Row {
  const texts = Object.values(plainFiles(1));
  const bytes = Buffer.from(texts.join('\n'));
  const perMib = (work: () => void) => {
    const started = performance.now();
    work();
    return (performance.now() - started) / (bytes.length / MIB);
  };
  const pairs = Array.from({ length: rounds + 1 }, () => [
    perMib(() => createHash('sha256').update(bytes).digest()),
    perMib(() => {
      for (const text of texts) scan(text);
    }),
  ]).slice(1) as [number, number][];
  const [hash, scanned] = [spreadOf(pairs.map(([ms]) => ms)), spreadOf(pairs.map(([, ms]) => ms))];
  const ratio = spreadOf(pairs.map(([under, over]) => over / under));
  return {
    what: 'search for secrets, a MiB of lock files',
    base: `sha256 (${hash.least.toFixed(1)} ms)`,
    measured: `${scanned.least.toFixed(1)} ms`,
    budget: `${SCAN_BUDGET} ms`,
    ratio: `${ratio.median.toFixed(2)} ×`,
    range: `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
    missed: scanned.least > SCAN_BUDGET,
  };
}

function throughputRow(size: number, much: Watched, bare: Watched): Row {
  const speed = ({ ms }: Watched) => `${(size / MB / (ms / 1000)).toFixed(0)} MB/s`;
  return {
    what: `throughput, ${size / MB} MB of output, stored`,
    base: `the bare command | cat (${speed(bare)})`,
    measured: speed(much),
    ratio: `${(much.ms / bare.ms).toFixed(2)} ×`,
    range: '',
  };
}

/** Writes metrics as a training script does, in pieces. */
const LOGS_METRICS = `
const { openSync, writeSync } = require('node:fs');
const events = openSync(process.env.GIT_RUN_EVENTS, 'a');
let lines = '';
for (let step = 0; step < Number(process.argv[2]); step++) {
  lines += JSON.stringify({ metric: { loss: 1 / (step + 1) }, step, time: 1.7e9 + step }) + '\\n';
  if (lines.length > 65536) { writeSync(events, lines); lines = ''; }
}
writeSync(events, lines);
`;
