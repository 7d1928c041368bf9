/** A repository with a dozen runs, as a project has them after a day. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type MetricSummary, summarise } from '../../src/run/metric.ts';
import { paramOfText } from '../../src/run/param.ts';
import type { Run } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { pngOf } from './pictures.ts';
import type { Program } from './program.ts';
import { idAt } from './run-rows.ts';
import { type StoreBench, storeBench } from './store-bench.ts';
import { storedFiles } from './stored-files.ts';
import type { RepositoryOptions, Teardown } from './temporary-repository.ts';
import type { Screen } from './terminal/terminal.ts';
import { openUi, type UiOptions, uiProgram } from './ui.ts';

export interface UiProject extends StoreBench {
  readonly program: Program;
  /** Ids by names. */
  readonly ids: ReadonlyMap<string, RunId>;
}

/** Names of the runs, newest first. */
export const NAMES = [
  'young-otter',
  'brave-heron',
  'calm-fox',
  'dark-mole',
  'early-crow',
  'fast-wren',
  'grand-seal',
  'humble-toad',
  'idle-lynx',
  'jolly-swan',
  'keen-bat',
  'loud-goose',
  'mild-deer',
  'old-badger',
] as const;

/** In the order of the names, best first: `acc` is no order that anything else has. */
export const BY_ACC = [3, 0, 7, 12, 5, 9, 1, 13, 6, 10, 2, 8, 4, 11].map(at => NAMES[at] as string);

const MINUTE = 60_000;
const STEPS = 40;

/**
 * Makes it: `young-otter` is the newest and has files and an output, `calm-fox` has failed, the older half was run before
 * the code was changed at two places, `mild-deer` and all older ones are of the experiment `words`.
 */
export async function projectWithRuns(
  t: Teardown,
  program = uiProgram(t),
  options: RepositoryOptions = {},
): Promise<UiProject> {
  const bench = await storeBench(t, { ...options, files: { 'train.py': code('0.1', 'relu') } });
  const { on } = bench;
  const older = sourceOf(bench);
  on.write('train.py', code('0.2', 'gelu'));
  on.git('commit', '-q', '-a', '-m', 'second');
  const newer = sourceOf(bench);
  const now = Date.now();
  const ids = new Map<string, RunId>();
  for (const [at, name] of [...NAMES.entries()].reverse()) {
    const run = runAt(bench, at, name, now);
    const lineage: Run['lineage'] =
      name === 'fast-wren' ? [{ relation: 'rerun-of', id: ids.get('grand-seal') as RunId }] : [];
    const source = { ...run.source, ...(at < NAMES.length / 2 ? newer : older) };
    const files = { 'metrics/main.ndjson': seriesOf(at), ...(at === 0 ? FILES : {}) };
    ids.set(name, run.id);
    await bench.save({ ...run, source, lineage, ...(at === 0 ? LEFT : {}) }, { files: storedFiles(files) });
  }
  return { ...bench, program, ids };
}

/** Opens the screen of it as if for the first time, and waits until all runs are listed. */
export async function openProject(t: Teardown, project: UiProject, options: UiOptions = {}): Promise<Screen> {
  // How the screen was left, by the script before.
  rmSync(join(project.on.path, '.git/git-run/ui.json'), { force: true });
  const screen = await openUi(t, project, options);
  await screen.sees(/^ Runs +1\d\b(?!\+)/m);
  return screen;
}

function sourceOf({ on }: StoreBench): Pick<Run['source'], 'commit' | 'tree' | 'head'> {
  const [commit = '', tree = ''] = on.git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n');
  return { commit, tree, head: commit };
}

/** Two places that change, far from each other. */
function code(lr: string, activation: string): string {
  const middle = Array.from({ length: 30 }, (_, line) => `step_${line}()\n`).join('');
  return `import model\nLR = ${lr}\n${middle}model.build(activation='${activation}')\nmodel.train(LR)\n`;
}

function runAt(bench: StoreBench, at: number, name: string, now: number): Run {
  const started = now - (at + 2) * 10 * MINUTE;
  const option = { kind: 'option' } as const;
  const isWords = at >= NAMES.indexOf('mild-deer');
  return bench.run({
    id: idAt(started, `${name.replace(/[^a-hjkmnp-tv-z]/g, '')}`),
    name,
    started: new Date(started).toISOString(),
    ended: new Date(started + 60_000 + at * 1000).toISOString(),
    experiment: isWords
      ? { id: 'y'.repeat(26) as Run['experiment']['id'], name: 'words' }
      : { id: 'x'.repeat(26) as Run['experiment']['id'], name: 'digits' },
    outcome: name === 'calm-fox' ? { status: 'failed', exitCode: 1 } : { status: 'finished', exitCode: 0 },
    params: {
      lr: paramOfText(['0.1', '0.01', '0.3'][at % 3] as string, option),
      batch: paramOfText(['32', '128'][at % 2] as string, option),
      seed: paramOfText(`${at}`, option),
    },
    metrics: { acc: summaryOf(accOf(at)), loss: summaryOf(lossOf(at)) },
    tags: name === 'idle-lynx' ? { stage: 'prod' } : {},
    command: { argv: ['sh', '-c', 'true'], cwd: '.', redacted: [], withheld: [], outputs: [] },
  });
}

/** The last value tells the place in `BY_ACC`. */
function accOf(at: number): number[] {
  const last = 0.99 - 0.01 * BY_ACC.indexOf(NAMES[at] as string);
  return Array.from({ length: STEPS }, (_, step) => (last * (step + 1)) / STEPS);
}

function lossOf(at: number): number[] {
  return Array.from({ length: STEPS }, (_, step) => 2.5 * (1 + at / 10) * 0.9 ** step);
}

function summaryOf(values: readonly number[]): MetricSummary {
  let summary: MetricSummary | undefined;
  for (const [step, value] of values.entries()) summary = summarise(summary, value, step);
  return summary as MetricSummary;
}

function seriesOf(at: number): string {
  const step = Array.from({ length: STEPS }, (_, n) => n);
  const time = step.map(n => 1.7e9 + n);
  const line = (key: string, value: number[]) => `${JSON.stringify({ key, step, value, time })}\n`;
  return line('acc', accOf(at)) + line('loss', lossOf(at));
}

const RED_OVER_BLUE = pngOf({
  width: 2,
  height: 2,
  depth: 8,
  colourType: 2,
  rows: Uint8Array.of(0, 255, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 255),
});

/** What the newest has written: two errors in 200 lines, and one that is longer than the screen. */
const LOG = Array.from({ length: 200 }, (_, at) => {
  if (at === 50) return 'ERROR: the first thing that broke';
  if (at === 150) return 'ERROR: the second thing that broke';
  if (at === 190) return `long ${'-'.repeat(300)} tail-of-the-long-line`;
  return `line ${at}`;
}).join('\n');

const FILES = {
  'artifacts/config/deep.json': JSON.stringify({ optimiser: { name: 'adam', betas: [0.9, 0.999] } }),
  'artifacts/picture.png': RED_OVER_BLUE,
  'artifacts/report.json': JSON.stringify({ accuracy: 0.91, confusion: [1, 2] }),
  'artifacts/table.csv': 'class,count\nseven,41\neight,39\n',
  'logs/000000.log': `${LOG}\n`,
};

const LEFT = {
  artifacts: { count: 4, bytes: 300 },
  log: { bytes: LOG.length + 1, dropped: 0, parts: 1 },
};
