/**
 * Every command under every fault, at every operation: `npm run torture`. Needs strace and /proc.
 *
 *     --only NAME      one command, or one scenario
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
import type { Programs } from './program.ts';
import { makeSandbox, sandboxAt } from './sandbox.ts';
import { type Scenario, scenarios } from './scenarios.ts';
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
const isChosen = ({ name }: { readonly name: string }) => given.only === undefined || given.only === name;
const chosen = commands.filter(isChosen);
const played = scenarios.filter(isChosen);
if (chosen.length + played.length === 0)
  throw new Error(`--only: there are ${[...commands, ...scenarios].map(({ name }) => name).join(', ')}`);
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
  const outcome: Outcome = { commands: [], rows: [], scenarios: [], violations: [] };
  const programs = { program, wrappers };
  const plan: Torture = {
    programs,
    directory: join(root, 'sandboxes'),
    jobs: Number(given.jobs),
    seed: Number(given.seed),
    ...(given.sample === undefined ? {} : { sample: Number(given.sample) }),
    at: given.at,
    faults: FAULTS.filter(fault => given.fault === undefined || given.fault === fault),
  };
  try {
    for (const scenario of played) await playOne(scenario, { programs, root }, outcome);
    for (const command of chosen) {
      const started = performance.now();
      const { points, of } = await torture(plan, command, result => count(outcome, command.name, result));
      outcome.commands.push({ command: command.name, points, of });
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      process.stderr.write(`${command.name}: ${points} of ${of} points in ${seconds} s\n`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
  console.log(given.json ? JSON.stringify({ version: 1, ...outcome }, null, 2) : printOutcome(outcome));
  if (outcome.violations.length > 0) process.exitCode = 1;
}

interface Outcome {
  /** So many points of each command were tried, of so many. */
  readonly commands: { readonly command: string; readonly points: number; readonly of: number }[];
  readonly rows: Row[];
  readonly scenarios: { readonly name: string; readonly result: string }[];
  readonly violations: string[];
}

function printOutcome({ commands: tried, rows, scenarios: all, violations }: Outcome): string {
  const [points, of] = [
    tried.reduce((sum, one) => sum + one.points, 0),
    tried.reduce((sum, one) => sum + one.of, 0),
  ];
  const reached = rows.reduce((sum, row) => sum + row.reached, 0);
  const width = Math.max(...all.map(({ name }) => name.length));
  return [
    ...(rows.length === 0 ? [] : [printTable(rows), '']),
    ...all.map(({ name, result }) => `${name.padEnd(width)}  ${result}`),
    `${points} of ${of} points tried, ${reached} reached and their states checked; ${violations.length} violations`,
  ].join('\n');
}

async function playOne(
  { name, play }: Scenario,
  { programs, root }: { readonly programs: Programs; readonly root: string },
  outcome: Outcome,
): Promise<void> {
  const before = outcome.violations.length;
  let sandboxes = 0;
  const directory = mkdtempSync(join(root, 'scenario-'));
  const fresh = () => {
    const sandbox = sandboxAt(join(directory, `p${sandboxes++}`), '');
    makeSandbox(sandbox);
    return sandbox;
  };
  const played = await play({ programs, fresh }, (rule, what) => {
    outcome.violations.push(`${name}\n    ${rule}: ${what.trim().slice(0, 600)}`);
    process.stderr.write(`VIOLATION ${outcome.violations.at(-1)}\n`);
  });
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  const broken = outcome.violations.length - before;
  const result = typeof played === 'string' ? played : `${played} commands, ${broken} violations`;
  outcome.scenarios.push({ name, result });
  process.stderr.write(`${name}: ${result}\n`);
}

function count(
  { rows, violations: found }: Outcome,
  command: string,
  { point, struck, verdict }: Result,
): void {
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
