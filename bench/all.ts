/**
 * Budgets of time and memory, as ratios to `node -e 0` or plain Git in the same minute: `npm run bench`.
 *
 *     --only NAME      one benchmark: version, exec, exec-files, log, all-runs, folded, share, ui, ui-state, import, import-server, mlflow, remote, secrets, output, metrics
 *     --quick          small repositories and few rounds
 *     --strict         exit code 1 where a budget is missed
 *     --program PATH   another build's bin/git-run.js
 */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hermeticEnvironment } from '../test/support/temporary-repository.ts';
import { benchmarks } from './benchmarks.ts';
import type { Bench } from './rows.ts';
import { printHeadings, printRow } from './table.ts';

const { values: given } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    program: { type: 'string', default: join(import.meta.dirname, '..', 'bin', 'git-run.js') },
  },
});
const chosen = benchmarks.filter(({ name }) => given.only === undefined || given.only === name);
if (chosen.length === 0)
  throw new Error(`--only: there are ${benchmarks.map(({ name }) => name).join(', ')}`);
const program = resolve(given.program);
if (!existsSync(join(program, '..', '..', 'dist'))) throw new Error('run `npm run build:code` first');

const root = realpathSync(mkdtempSync(join(tmpdir(), 'git-run-bench-')));
const home = join(root, 'home');
mkdirSync(home);
const bench: Bench = { root, env: hermeticEnvironment(home), program, quick: given.quick };
try {
  let missed = 0;
  console.log(printHeadings());
  for (const { measure } of chosen) {
    for (const row of await measure(bench)) {
      console.log(printRow(row));
      if (row.missed === true) missed++;
    }
  }
  if (given.strict && missed > 0) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
