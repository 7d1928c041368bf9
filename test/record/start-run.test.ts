import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import t from 'tap';
import { recover } from '../../src/record/recover.ts';
import { startRun } from '../../src/record/start-run.ts';
import { recordingBench } from '../support/recording.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const bench = await recordingBench(t, { files: { 'a.ts': '1\n' } });
const { on, repository, file, journals } = bench;
const env = { ...on.env };
const here = { directory: on.path, env };

t.test('outside of exec it is a run of its own, with all that it was told', async t => {
  const run = await startRun({
    ...here,
    name: 'first',
    experiment: 'pipeline',
    params: { lr: 0.1, model: { depth: 3 } },
    tags: { stage: 'dev' },
    note: 'n',
    argv: ['node', 'a.ts'],
  });
  t.same(journals(), [run.id]);
  run.metric('loss', 0.5, { step: 1 });
  run.metric('loss', 0.25, { step: 2 });
  on.write('model.json', '{}');
  run.artifact(join(on.path, 'model.json'));
  const stored = await run.end('finished');
  t.match(stored, {
    id: run.id,
    name: 'first',
    experiment: { name: 'pipeline' },
    outcome: { status: 'finished' },
    command: { argv: ['node', 'a.ts'] },
    params: { lr: { value: 0.1 }, 'model.depth': { value: 3 } },
    metrics: { loss: { last: 0.25, count: 2 } },
    tags: { stage: 'dev' },
    note: 'n',
    problems: [],
  });
  if (stored !== undefined) t.equal(file(stored, 'artifacts/model.json'), '{}');
  t.same(journals(), []);
});

t.test('inside of a run it is that run, which keeps the name it was given, and ends by itself', async t => {
  const outer = await startRun({ ...here, name: 'outer' });
  const inner = await startRun({ env: { ...env, ...outer.environment }, name: 'inner', params: { a: 1 } });
  t.equal(inner.id, outer.id);
  inner.metric('loss', 0.5);
  t.equal(await inner.end('failed'), undefined);
  t.match(await outer.end(), {
    name: 'outer',
    outcome: { status: 'finished' },
    params: { a: { value: 1 } },
    metrics: { loss: { last: 0.5 } },
  });
});

t.test('several at once are runs each', async t => {
  const runs = await Promise.all(['x', 'y'].map(name => startRun({ ...here, name })));
  for (const run of runs) run.tag('is', run.name);
  const stored = await Promise.all(runs.map(run => run.end()));
  t.same(
    stored.map(run => run?.tags.is),
    ['x', 'y'],
  );
});

t.test('what cannot begin is told at once', async t => {
  await t.rejects(startRun({ ...here, name: 'a:b' }), { code: 'usage' });
  await t.rejects(startRun({ directory: temporaryDirectory(t), env }), { code: 'not-a-repository' });
  t.same(journals(), []);
});

t.test('a program that records itself ends by itself, and leaves a run or what makes one', async t => {
  const program = join(temporaryDirectory(t), 'program.mjs');
  await build({
    stdin: {
      contents: `
        import { startRun } from './start-run.ts';
        const run = await startRun({ name: process.argv[2] });
        run.metric('loss', 0.5);
        if (process.argv[2] === 'whole') await run.end();
      `,
      resolveDir: join(import.meta.dirname, '../../src/record'),
      loader: 'ts',
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    external: ['@lydell/node-pty'],
    banner: { js: "import { createRequire as of } from 'node:module'; const require = of(import.meta.url);" },
  });
  writeFileSync(join(on.path, 'program.mjs'), 'await import(process.env.PROGRAM);\n');
  const start = (name: string) =>
    spawnSync(process.execPath, ['program.mjs', name], { cwd: on.path, env: { ...env, PROGRAM: program } });
  t.match(start('whole'), { status: 0 });
  const [whole] = execFileSync(
    'git',
    ['for-each-ref', '--format=%(subject)', '--sort=-refname', 'refs/runs'],
    {
      cwd: on.path,
      env,
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter(subject => subject.includes('whole'));
  t.match(whole, /^default\/whole: finished, loss 0.5$/);
  t.match(start('cut'), { status: 0 });
  t.match(await recover({ repository, env, now: Date.now() }), [
    {
      kind: 'recovered',
      run: {
        name: 'cut',
        outcome: { status: 'lost' },
        metrics: { loss: { last: 0.5 } },
        command: { argv: ['node', 'program.mjs', 'cut'], cwd: '.' },
      },
    },
  ]);
});
