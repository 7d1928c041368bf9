/** The terminal UI in a real pseudo-terminal: how soon it is there, obeys and paints; next to Node, tig and W&B LEET. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparedTimes, time } from './measure.ts';
import { idleCpu, memoryOf } from './process-costs.ts';
import { repositoryOfRuns } from './repositories.ts';
import { absentRow, type Bench, type Benchmark, MB, NODE, row } from './rows.ts';
import type { Row } from './table.ts';
import { type TerminalProgram, type TimedTerminal, timeTerminal } from './terminal.ts';
import { leet, type Partner, tig } from './terminal-partners.ts';
import { frameRows, idleRow, residentRow } from './terminal-rows.ts';
import { comparedFrames, keyToFrame, startToFirst, startToInteractive } from './terminal-times.ts';

/** Of each size what an issue of users would notice: times `node -e 0`, and bytes. */
const SIZES = {
  few: { first: 3, interactive: 8, memory: 180 * MB },
  many: { first: undefined, interactive: 20, memory: 350 * MB },
} as const;

/** A key and its frame: ms. */
const FRAME = { median: 13, p95: 25 };

export const terminalUi: Benchmark = {
  name: 'ui',
  async measure(bench) {
    const [few, many] = bench.quick ? [1000, 5000] : [10_000, 100_000];
    const rows: Row[] = [];
    for (const [runs, budgets] of [
      [few, SIZES.few],
      [many, SIZES.many],
    ] as const) {
      const cwd = await repositoryOfRuns(join(bench.root, `ui-${runs}`), bench.env, runs);
      // The index is warm.
      time({ argv: [bench.program, 'log', '--sort', 'metrics.acc', '-n', '1'], cwd, env: bench.env });
      rows.push(...(await starts(bench, cwd, runs, budgets)));
      rows.push(...(await whileOpen(bench, cwd, runs, budgets.memory)));
    }
    return rows;
  },
};

interface Starts {
  readonly first: number | undefined;
  readonly interactive: number;
}

async function starts(bench: Bench, cwd: string, runs: number, budgets: Starts): Promise<Row[]> {
  const program = programOf(bench, cwd);
  const node = () => time({ argv: NODE, cwd, env: bench.env });
  const rounds = bench.quick ? 3 : 11;
  const first = await comparedTimes(() => startToFirst(program, /finished/), node, rounds);
  const isMarked = (lines: readonly string[]) => lines.some(line => /^● /.test(line));
  const areAll = (lines: readonly string[]) => lines.some(line => line.includes(withCommas(runs)));
  const until = (isDone: (lines: readonly string[]) => boolean) =>
    comparedTimes(() => startToInteractive(program, { seen: /finished/, key: ' ', isDone }), node, rounds);
  const obeyed = await until(isMarked);
  const hasFrame = (lines: readonly string[]) => lines.some(line => line.startsWith('1 Runs'));
  const drawn = await until(lines => isMarked(lines) && hasFrame(lines));
  const whole = await until(lines => isMarked(lines) && areAll(lines));
  return [
    row(`ui: first rows of ${runs} runs`, NODE.join(' '), first, budgets.first),
    row(`ui: a key obeyed, ${runs} runs`, NODE.join(' '), obeyed),
    row(`ui: and every pane and dialog, ${runs} runs`, NODE.join(' '), drawn, budgets.interactive),
    row(`ui: and all of ${runs} runs in the list`, NODE.join(' '), whole, budgets.interactive),
  ];
}

/** One that is open for a while: keys, memory, and what it does where nothing happens. */
async function whileOpen(bench: Bench, cwd: string, runs: number, memory: number): Promise<Row[]> {
  const terminal = timeTerminal(programOf(bench, cwd));
  try {
    await terminal.shows(lines => lines.some(line => line.includes(withCommas(runs))));
    await terminal.quiet(500);
    const rows = await frames(bench, cwd, terminal, runs);
    const live = await streaming(bench, cwd, terminal, runs);
    const resident = memoryOf(terminal.pid);
    await terminal.quiet(1500);
    const idle = await idleCpu(terminal.pid, bench.quick ? 1000 : 5000);
    return [
      ...rows,
      ...live,
      { ...residentRow(`ui: memory, ${runs} runs`, resident, ['', undefined], memory), base: '', ratio: '' },
      idleRow(`ui: left alone, ${runs} runs`, idle, 0.01),
    ];
  } finally {
    await terminal.end();
  }
}

const KEYS = ['j', 'j', 'j', '\x04', 'j', 'k', 'j', '\x15'];

async function frames(bench: Bench, cwd: string, terminal: TimedTerminal, runs: number): Promise<Row[]> {
  const count = bench.quick ? 24 : 200;
  const what = `ui: key to frame, ${runs} runs`;
  const rows: Row[] = [];
  for (const partner of [tig(cwd, bench.env), leet(join(bench.root, `leet-${runs}`), bench.env, 20, 500)]) {
    if ('why' in partner) rows.push(absentRow(`${what}, next to ${partner.name}`, partner.why));
    else rows.push(...(await beside(partner, terminal, { what, count })));
  }
  return rows;
}

async function beside(
  { name, program, ready, down }: Partner,
  terminal: TimedTerminal,
  { what, count }: { readonly what: string; readonly count: number },
): Promise<readonly Row[]> {
  const other = timeTerminal({ ...program, columns: 120, rows: 40 });
  try {
    await other.first(ready);
    await other.quiet(500);
    return frameRows(what, name, await comparedFrames([terminal, KEYS], [other, [down]], count), FRAME);
  } finally {
    await other.end();
  }
}

/** A run in progress that logs a hundred points a second, while one scrolls. */
async function streaming(bench: Bench, cwd: string, terminal: TimedTerminal, runs: number): Promise<Row[]> {
  const script = join(bench.root, `stream-${runs}.cjs`);
  writeFileSync(script, STREAMS);
  const job = timeTerminal({
    argv: [bench.program, 'exec', '-q', '--', 'node', script],
    cwd,
    env: bench.env,
  });
  try {
    terminal.press('g');
    await terminal.shows(lines => lines.some(line => line.includes('running')));
    // Its curve stays beside the list.
    terminal.press(' 31');
    await terminal.shows(lines => lines.some(line => line.includes('1 mark')) && lines.some(isMetrics));
    const frames = await keyToFrame(terminal, ['j', 'j', 'j', 'k'], bench.quick ? 24 : 100);
    const comparison = { measured: frames, base: frames, ratio: { median: 1, least: 1, most: 1 } };
    return frameRows(
      `ui: the same while 100 points a second arrive, ${runs} runs`,
      'itself',
      comparison,
      FRAME,
    ).map(one => ({ ...one, base: '', ratio: '', range: '' }));
  } finally {
    terminal.press('A2');
    terminal.press('1');
    await job.end();
  }
}

const isMetrics = (line: string) => /Metrics .*over step/.test(line);

const STREAMS = `
const { appendFileSync } = require('node:fs');
let step = 0;
setInterval(() => {
  const loss = Math.exp(-step / 900) + Math.random() / 50;
  appendFileSync(process.env.GIT_RUN_EVENTS, JSON.stringify({ metric: { loss }, step: step++ }) + '\\n');
}, 10);
`;

function programOf({ program, env }: Bench, cwd: string): TerminalProgram {
  return { argv: [program, 'ui'], cwd, env, columns: 120, rows: 40 };
}

function withCommas(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
