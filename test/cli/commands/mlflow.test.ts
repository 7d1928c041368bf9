/** The session of fixtures/foreign/mlflow-cli.json, as MLflow has answered it, and as we do: the same, but for ids and times. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Metrics } from '../../../src/run/metric.ts';
import { paramOfText } from '../../../src/run/param.ts';
import type { Run } from '../../../src/run/run.ts';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { treeOf } from '../../support/tree-of.ts';

interface Asked {
  readonly words: readonly string[];
  /** Ids in what is printed, by the names that the session gives them, each as a pattern. */
  readonly finds: Readonly<Record<string, string>>;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: readonly string[];
}
type Step = Asked | { readonly lies: readonly string[] } | { readonly file: string; readonly text: string };

const FIXTURE = join(import.meta.dirname, '../../../fixtures/foreign/mlflow-cli.json');
const { ids, steps }: { ids: Record<string, string>; steps: readonly Step[] } = JSON.parse(
  readFileSync(FIXTURE, 'utf8'),
);

const bench = await storeBench(t);
const run = cli(bench.on);
/** Ours, by the names that the session gives them. */
const ours = new Map<string, string>();

/** The runs that MLflow's own client had logged. */
async function seed(): Promise<void> {
  const experiment = { id: ours.get('demo') as Run['experiment']['id'], name: 'demo' };
  const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 9 });
  const metricsOf = (values: Record<string, number>): Metrics =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, summary(value)]));
  const param = (text: string) => paramOfText(text, { kind: 'event' });
  const started = 1793624400000;
  const at = (time: number) => new Date(started + time).toISOString();
  const first = bench.run({
    ...{ name: 'first', experiment, started: at(0), ended: at(12_500) },
    params: { lr: param('0.10'), opt: param('adam, ü'), quoted: param('a "b"') },
    metrics: metricsOf({ acc: 0.97222, big: 1e16, epochs: 3, small: 1e-5 }),
    tags: {
      ...{ 'mlflow.user': 'ada', 'mlflow.source.name': 'train.py', 'mlflow.source.type': 'LOCAL' },
      stage: 'dev',
    },
  });
  const second = bench.run({
    ...{ name: 'second', experiment, started: at(60_000), ended: at(70_000), params: {} },
    outcome: { status: 'failed', exitCode: 1 },
    metrics: metricsOf({ acc: Number.NaN }),
    tags: { 'mlflow.user': 'ada' },
  });
  for (const one of [first, second]) {
    await bench.save(one);
    ours.set(one.name, one.id);
  }
}

/** What we have to say where MLflow has said something. */
function expected(said: string): string {
  let text = said.replaceAll('{here}', bench.on.path);
  for (const [name, id] of ours) {
    // MLflow's ids of experiments are digits, which stand elsewhere too.
    const theirs = ids[name] as string;
    const pattern =
      theirs.length > 9 ? theirs : `(?<=id |ID |ID +: |_id": "|artifacts:/|^|^\\w{26,32},)${theirs}\\b`;
    text = text.replace(new RegExp(pattern, 'gm'), id);
  }
  return plain(text);
}

/** Without what cannot be the same: how wide a column of ids is, times, who the user is, and the facts of Git that we add to a run. */
function plain(text: string): string {
  return text
    .replace(/(Time +: |_time": )\d+/g, '$1TIME')
    .replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/gm, 'TIME')
    .replace(/("(?:mlflow\.user|user_id)": )"(?:root|Ada Author)"/g, '$1USER')
    .replace(/^ +"mlflow\.source\.(?:name|type|git\.\w+)": .*\n/gm, '')
    .replace(/-{4,}/g, '----')
    .replace(/(?<=\S) {2,}/g, '  ')
    .replace(/ +$/gm, '');
}

/** A CSV of theirs has its columns in an order of the moment. */
function cellsOf(text: string): string[][] {
  const [header = [], ...records] = text
    .trim()
    .split('\n')
    .map(line => [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) => cell));
  return records.map(record =>
    record
      .map((cell, at) => `${header[at]}=${cell}`)
      .filter(cell => !/^tags\.mlflow\.source/.test(cell))
      .sort(),
  );
}

const isCsv = ({ words }: Asked) => words[1] === 'csv' && !words.includes('-o');

async function answer(t: Test, asked: Asked): Promise<void> {
  const { words, finds, exitCode, stdout, stderr } = asked;
  const title = words.join(' ');
  const own = words.map(word => word.replace(/\{(\w+)\}/, (_, name) => ours.get(name) as string));
  const answered = await run('mlflow', ...own);
  for (const [name, pattern] of Object.entries(finds))
    ours.set(name, new RegExp(pattern).exec(answered.stdout)?.[1] as string);
  t.equal(answered.exitCode, exitCode, title);
  if (isCsv(asked)) t.same(cellsOf(answered.stdout), cellsOf(expected(stdout)), title);
  else if (words[0] !== '--version') t.equal(plain(answered.stdout), expected(stdout), title);
  if (exitCode === 0) t.equal(plain(answered.stderr), stderr.map(line => `${plain(line)}\n`).join(''), title);
}

t.test('a script goes on as it is: what MLflow answers, we answer', async t => {
  bench.on.write('model.txt', 'weights\n');
  bench.on.write('plots/a.svg', '<svg/>');
  bench.on.write('plots/deep/b.svg', '<svg></svg>');
  for (const step of steps) {
    if ('lies' in step) {
      const [top = ''] = (step.lies[0] as string).split('/');
      const lies = Object.keys(treeOf(join(bench.on.path, top))).map(path => `${top}/${path}`);
      t.same(lies.sort(), step.lies);
    } else if ('file' in step) {
      t.same(cellsOf(readFileSync(join(bench.on.path, step.file), 'utf8')), cellsOf(expected(step.text)));
    } else {
      if (step.words[0] === 'runs' && !ours.has('first')) await seed();
      await answer(t, step);
    }
  }
});

t.test('what MLflow has and git-run has not is said, with what there is instead', async t => {
  t.match(await run('mlflow', 'ui'), {
    exitCode: 2,
    stderr: "git-run: git-run has no 'mlflow ui'\n  git run ui\n",
  });
  t.match(await run('mlflow', 'models', 'serve'), {
    exitCode: 2,
    stderr: "git-run: git-run has no 'mlflow models', nor anything in its place\n",
  });
  t.match(await run('mlflow', 'experiments', 'update'), {
    exitCode: 2,
    stderr: "no 'mlflow experiments update'",
  });
});

t.test('the version is that of the MLflow whose words these are', async t => {
  const [asked] = steps as readonly [Asked];
  const { stdout } = await run('mlflow', '--version');
  t.equal(stdout.slice(0, asked.stdout.length - 1), asked.stdout.trim());
});
