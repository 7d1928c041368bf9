import t from 'tap';
import { canonical } from '../../../src/run/json.ts';
import { runRef } from '../../../src/run/run-ref.ts';
import { cli } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
const OUTPUT = Buffer.from('\x1b[2Jepoch 1\r50%\r100%\nend\xff\n', 'latin1');
const series = [
  { key: 'loss', step: [0, 1], value: [0.5, 0.25], time: [100, 101.5] },
  { key: 'loss', step: [2], value: [Number.NaN], time: [102] },
  { key: 'a\tb\x1b', step: [0], value: [1], time: [100] },
];
await bench.save(bench.run({ id: idAt(NOW, 'a'), name: 'whole' }), {
  environment: { os: { id: 'debian', version: '12' } },
  files: storedFiles({
    'artifacts/model.pt': 'weights',
    'logs/000000.log': OUTPUT,
    'metrics/1.ndjson': series.map(chunk => `${canonical(chunk)}\n`).join(''),
  }),
});

t.test('a run is shown whole, the newest one where none is named', async t => {
  const { stdout, exitCode } = await run('show');
  t.equal(exitCode, 0);
  t.match(stdout, /^whole {2}finished\nid +\w{26}\nexperiment +digits\n/);
  t.match(stdout, /\nParams\n {2}lr {2}0\.10 {2}argv --lr\n/);
  t.match(stdout, /\nArtifacts\n {2}model\.pt {2}7 B {2}sha256 [0-9a-f]{12}\n/);
  t.match(stdout, /\nenvironment +debian 12\n/);
  t.equal((await run('describe', 'whole')).stdout, stdout);
});

t.test("a program that reads MLflow's JSON gets that", async t => {
  const shown = await run('show', 'whole', '--mlflow');
  t.match(shown.stdout, /^\{\n {4}"info": \{\n {8}"artifact_uri": "mlflow-artifacts:/);
  t.same(shown, await run('mlflow', 'runs', 'describe', '--run-id', 'whole'));
});

t.test('a program gets all of it as JSON', async t => {
  const { run: shown, version } = JSON.parse((await run('show', '@', '--json')).stdout);
  t.equal(version, 1);
  t.match(shown, {
    name: 'whole',
    params: { lr: 0.1 },
    artifacts: [{ path: 'model.pt', size: 7 }],
    command: { cwd: '.' },
  });
});

t.test('its output comes as it was written, and onto a terminal without harm', async t => {
  t.same((await run('show', '--log')).bytes, OUTPUT);
  const onTerminal = cli(bench.on, { terminal: { columns: 80, rows: 24 } });
  t.equal(
    (await onTerminal('show', '--log')).stdout,
    '\\u{1b}[2Jepoch 1\n'.replace('\\u{1b}[2Jepoch 1\n', '100%\nend�\n'),
  );
});

t.test('its metrics come point by point', async t => {
  t.equal(
    (await run('show', '--metrics')).stdout,
    'loss\t0\t0.5\t100\nloss\t1\t0.25\t101.5\nloss\t2\tNaN\t102\na\\u{9}b\\u{1b}\t0\t1\t100\n',
  );
});

t.test('a run in progress is shown as far as it is known', async t => {
  const on = await storeBench(t);
  const started = new Date(NOW - 5000).toISOString();
  const live = await liveRun(on, on.run({ name: 'going', started }));
  const planned = await cli(on.on)('show', 'going');
  t.match(planned.stdout, /command +python train.py --lr 0.10\n/);
  t.match(planned.stdout, /source +[0-9a-f]{10} \(main at/);
  t.match(planned.stdout, /host +node7/);
  const json = JSON.parse((await cli(on.on)('show', 'going', '--json')).stdout);
  t.match(json.run, {
    status: 'running',
    command: { cwd: '.' },
    source: { dirty: false },
    host: { name: 'node7' },
  });
  live.print('so far\n');
  const answer = cli(on.on);
  t.match((await answer('show')).stdout, /^going {2}running\n(.*\n)*duration +5\.0s so far\n/);
  t.equal((await answer('show', '--log')).stdout, 'so far\n');
  t.match(await answer('show', '--metrics'), {
    exitCode: 1,
    stderr: /has not ended yet\n {2}git run tail -f follows it/,
  });
});

t.test('a run that cannot be read is named, with what can be done', async t => {
  const on = await storeBench(t);
  const answer = cli(on.on);
  const commit = async (id: ReturnType<typeof idAt>, text: string) => {
    const changes = [{ path: 'run.json', mode: '100644' as const, content: text }];
    await on.repository.objects.commit([
      { ref: runRef(id), base: 'empty', changes, author: AUTHOR, time: 1, message: 'x\n' },
    ]);
    return id;
  };
  const damaged = await commit(idAt(NOW, 'a'), '{');
  t.match(await answer('show', damaged), {
    exitCode: 1,
    stderr: /^git-run: run\.json of [0-9a-f]{40} is damaged: [^\n]+\n {2}git fsck/,
  });
  const newer = await commit(idAt(NOW, 'b'), '{"version":9}');
  t.match(await answer('show', newer), {
    exitCode: 1,
    stderr: /is of format 9, this git-run reads up to 1\n {2}a newer git-run wrote it: npm install/,
  });
});

t.test('a run that is not there, or not clear, is told with candidates', async t => {
  t.match(await run('show', 'whle'), {
    exitCode: 1,
    stderr: "git-run: no run matches 'whle'\n  did you mean 'whole'?\n  git run log lists the runs\n",
  });
  const on = await storeBench(t);
  for (const end of ['a', 'b']) await on.save(on.run({ id: idAt(NOW, end), name: 'twin' }));
  t.match(await cli(on.on)('show', 'twin'), {
    exitCode: 1,
    stderr:
      /^git-run: 'twin' matches 2 runs\n {2}\w{25}b {2}digits\/twin, started \S+\n {2}\w{25}a {2}digits\/twin, started \S+\n {2}name it by its id/,
  });
});
