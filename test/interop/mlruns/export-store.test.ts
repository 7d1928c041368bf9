import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { exportStore } from '../../../src/interop/mlruns/export-store.ts';
import { parseMeta } from '../../../src/interop/mlruns/meta-yaml.ts';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { hexOfId } from '../../../src/run/hex-id.ts';
import { canonical } from '../../../src/run/json.ts';
import { entryOf } from '../../../src/store/save.ts';
import { listTips } from '../../../src/store/tips.ts';
import { FOREIGN, type MlrunsBench, mlrunsBench } from '../../support/mlruns-bench.ts';
import { experimentMeta, writeStore } from '../../support/mlruns-store.ts';

async function give(bench: MlrunsBench, directory: string) {
  const tips = await listTips(bench.repository);
  return exportStore({
    source: bench.repository,
    tips,
    isAll: true,
    directory,
    shown: 'mlruns',
    dryRun: false,
    progress() {},
  });
}

/** What a store says but for where it lies, and but for what newer versions of MLflow note of themselves. */
function contents(directory: string) {
  const elsewhere = new Set([
    'artifact_uri',
    'artifact_location',
    'effective_trace_archival_retention',
    'last_update_time',
    'trace_location',
    'workspace',
  ]);
  const files = openStore(directory)
    .files('')
    .map(path => {
      const bytes = readFileSync(join(directory, path));
      if (!path.endsWith('meta.yaml')) return [path, bytes.toString('latin1')];
      const meta = Object.entries(parseMeta(bytes.toString())).filter(
        ([key, value]) => !elsewhere.has(key) && !isEmpty(value),
      );
      return [path, canonical(Object.fromEntries(meta))];
    });
  return Object.fromEntries(files);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

t.test('a store that was brought and given back is the same, file by file', async t => {
  const bench = await mlrunsBench(t);
  await bench.bring(FOREIGN);
  const directory = join(bench.on.home, 'mlruns');
  t.match(await give(bench, directory), { runs: 7, experiments: 4, same: 0, losses: [] });
  t.same(contents(directory), contents(FOREIGN));
  t.same(
    readdirSync(directory).filter(name => name.startsWith('.git-run')),
    [],
  );
  t.match(await give(bench, directory), { runs: 0, same: 7 });
});

t.test('what is there already stays as it is', async t => {
  const bench = await mlrunsBench(t);
  await bench.bring(FOREIGN, { only: ['0'] });
  const [id] = readdirSync(join(FOREIGN, '0')).filter(name => name !== 'meta.yaml') as [string];
  const directory = join(bench.on.home, 'mlruns');
  mkdirSync(join(directory, '0', id), { recursive: true });
  writeFileSync(join(directory, '0/meta.yaml'), 'mine\n');
  t.match(await give(bench, directory), { runs: 0, same: 1 });
  t.equal(readFileSync(join(directory, '0/meta.yaml'), 'utf8'), 'mine\n');
  t.same(readdirSync(join(directory, '0', id)), []);
});

t.test('runs of ours go there and come back with params, metrics, tags and artifacts', async t => {
  const [bench, other] = [await mlrunsBench(t), await mlrunsBench(t)];
  const run = bench.run({ note: 'of note', tags: { stage: 'dev' } });
  await bench.save(run);
  const directory = join(bench.on.home, 'mlruns');
  await give(bench, directory);
  const report = await other.bring(directory);
  t.match(report, { runs: [{ foreign: hexOfId(run.id) }], losses: [] });
  const back = (await other.runs()).get(run.name)?.run;
  t.match(back, { note: 'of note', started: run.started, ended: run.ended, outcome: run.outcome });
  t.equal(back?.params.lr?.text, '0.10');
  t.match(back?.tags, { stage: 'dev' });
});

t.test('a run that cannot be written is told, and the others are', async t => {
  const bench = await mlrunsBench(t);
  await bench.save(bench.run({ name: 'whole' }));
  const [odd, content] = [bench.run({ name: 'odd' }), Buffer.from('x')];
  const file = { path: 'artifacts/aux.txt', content, ...entryOf(content), mode: '644' as const };
  await bench.save(odd, { files: [file] });
  const report = await give(bench, join(bench.on.home, 'mlruns'));
  t.match(report, { runs: 1, losses: [{ path: `run ${odd.id}`, why: /left out.*aux\.txt/ }] });
});

t.test('an experiment of another store that has its number is not mixed with it', async t => {
  const bench = await mlrunsBench(t);
  await bench.bring(writeStore(bench.store({}), 1, 1));
  const directory = bench.store({ '1/meta.yaml': experimentMeta('1', 'another') });
  t.match(await give(bench, directory), { runs: 1, losses: [] });
  t.same(readdirSync(join(directory, '1')), ['meta.yaml']);
});
