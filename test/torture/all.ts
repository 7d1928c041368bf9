/**
 * Every command under every fault, at every operation: `npm run torture`. Needs strace and /proc.
 *
 *     --only NAME      one command
 *     --fault NAME     one fault: kill, kill-recorder, full, full-on, broken
 *     --at TEXT        points at operations or programs whose text has it in it
 *     --sample M       so many points of each command, the same for the same --seed
 *     --seed N
 *     --jobs N         so many at once; 2 if not given
 *     --json           the table as JSON
 *     --program PATH   another build's bin/git-run.js
 */
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commands } from './commands.ts';
import { FAULTS } from './faults.ts';
import { printTable, type Row } from './table.ts';
import { type Result, type Torture, torture } from './torture.ts';
import { programOnPath, writeWrappers } from './wrappers.ts';

const { values: given } = parseArgs({
  options: {
    only: { type: 'string' },
    fault: { type: 'string' },
    at: { type: 'string', default: '' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    program: { type: 'string', default: join(import.meta.dirname, '..', '..', 'bin', 'git-run.js') },
  },
});
const chosen = commands.filter(({ name }) => given.only === undefined || given.only === name);
if (chosen.length === 0) throw new Error(`--only: there are ${commands.map(({ name }) => name).join(', ')}`);
const program = resolve(given.program);
if (!existsSync(join(program, '..', '..', 'dist'))) throw new Error('run `npm run build:code` first');
const find = (name: string) => programOnPath(name, process.env.PATH ?? '', existsSync);

if (find('strace') === undefined || !existsSync('/proc/self/task')) {
  console.log('SKIPPED: faults are injected with strace, which is not here');
} else await tortureAll();

async function tortureAll(): Promise<void> {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const root = realpathSync(mkdtempSync(join(memory, 'git-run-torture-')));
  const wrappers = join(root, 'programs');
  writeWrappers(wrappers, name => find(name) ?? name);
  const rows: Row[] = [];
  const found: string[] = [];
  const plan: Torture = {
    programs: { program, wrappers },
    directory: join(root, 'sandboxes'),
    jobs: Number(given.jobs),
    seed: Number(given.seed),
    ...(given.sample === undefined ? {} : { sample: Number(given.sample) }),
    at: given.at,
    faults: FAULTS.filter(fault => given.fault === undefined || given.fault === fault),
  };
  try {
    for (const command of chosen) {
      const started = performance.now();
      const { points, of } = await torture(plan, command, result => count(rows, found, command.name, result));
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      process.stderr.write(`${command.name}: ${points} of ${of} points in ${seconds} s\n`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
  console.log(
    given.json ? JSON.stringify({ version: 1, rows, violations: found }, null, 2) : printTable(rows),
  );
  if (found.length > 0) process.exitCode = 1;
}

function count(rows: Row[], found: string[], command: string, { point, struck, verdict }: Result): void {
  const { fault } = point;
  let row = rows.find(other => other.command === command && other.fault === fault);
  if (row === undefined) {
    const none = { points: 0, reached: 0, survived: 0, whole: 0, recovered: 0, absent: 0, violations: 0 };
    row = { command, fault, ...none };
    rows.push(row);
  }
  row.points++;
  if (verdict === undefined) return;
  row.reached++;
  if (struck.jobEnded || struck.code === 0) row.survived++;
  row[verdict.outcome]++;
  if (verdict.violations.length > 0) row.violations++;
  for (const violation of verdict.violations) {
    const { program, call, ordinal } = point;
    const where = `${command} · ${fault} · ${program} ${call} ${ordinal} · ${struck.operation?.text}`;
    found.push(`${where}\n    ${violation}`);
    process.stderr.write(`VIOLATION ${where}\n    ${violation}\n`);
  }
}
