import t from 'tap';
import { CorruptRecordError, NewerFormatError } from '../../src/run/errors.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { editRun } from '../../src/store/edit.ts';
import { MOST } from '../../src/store/limits.ts';
import { loadDetail, loadRun, loadRuns, runFiles } from '../../src/store/load.ts';
import { entryOf, type RunFile } from '../../src/store/save.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

const { repository, run: newRun, save } = await storeBench(t);
const { objects } = repository;
const model: RunFile = {
  path: 'artifacts/b',
  content: Buffer.from('bb'),
  ...entryOf(Buffer.from('bb')),
  mode: '644',
};
const run = newRun();
const commit = await save(run, {
  files: [model],
  environment: { os: 'linux' },
  inputs: [{ path: 'data', size: 1, method: 'stat', modified: 'then', declared: 'argv' }],
});

/** A commit on a run with other files in it. */
async function altered(id: RunId, parent: string, files: Readonly<Record<string, string>>): Promise<string> {
  const changes = Object.entries(files).map(([path, content]) => ({
    path,
    mode: '100644' as const,
    content,
  }));
  const ref = `${runRef(id).replace('runs', 'altered')}-${Math.random()}`;
  const [made] = await objects.commit([{ ref, parent, changes, author: AUTHOR, time: 1, message: 'x\n' }]);
  return made?.commit as string;
}

t.test('runs are loaded in the order of their commits', async t => {
  const other = newRun({ name: 'other' });
  const commits = [await save(other), commit];
  t.same(
    (await loadRuns(objects, commits)).map(loaded => 'run' in loaded && loaded.run.name),
    ['other', 'swift-otter'],
  );
});

t.test('one damaged run does not take a list with it', async t => {
  const damaged = [
    await altered(run.id, commit, { 'run.json': '{' }),
    await altered(run.id, commit, { 'run.json': '{"version":9}' }),
    await altered(run.id, commit, { 'annotations/x.json': 'null' }),
    await altered(run.id, commit, { 'annotations/deep/x.json': '{}' }),
    await altered(run.id, commit, { annotations: 'a file' }),
    run.source.commit,
    '0'.repeat(40),
  ];
  const loaded = await loadRuns(objects, [...damaged, commit]);
  t.same(
    loaded.map(one => ('error' in one ? one.error.name : one.run.name)),
    [
      'CorruptRecordError',
      'NewerFormatError',
      'CorruptRecordError',
      'CorruptRecordError',
      'swift-otter',
      'CorruptRecordError',
      'CorruptRecordError',
      'swift-otter',
    ],
  );
  t.match(loaded[0], { error: { data: { record: `run.json of ${damaged[0]}` } } });
});

t.test('one run that cannot be read says why', async t => {
  await t.rejects(loadRun(objects, run.source.commit), CorruptRecordError);
  await t.rejects(
    loadRun(objects, await altered(run.id, commit, { 'run.json': '{"version":2}' })),
    NewerFormatError,
  );
});

t.test('an edit whose object is missing is named, not stumbled over', async t => {
  const [made] = await objects.commit([
    {
      ref: 'refs/altered/missing',
      parent: commit,
      changes: [{ path: 'annotations/x', mode: '160000', oid: '1'.repeat(40) }],
      author: AUTHOR,
      time: 1,
      message: 'x\n',
    },
  ]);
  await t.rejects(loadRun(objects, made?.commit as string), {
    code: 'corrupt-record',
    data: { record: `annotation ${'1'.repeat(40)}` },
  });
});

t.test('edits of a later writer are passed over', async t => {
  const later = await altered(run.id, commit, {
    'annotations/x.json': '{"version":1,"id":"x","time":"","author":"","edit":{"kind":"pin","to":1}}',
  });
  t.same((await loadRun(objects, later)).annotations, []);
});

t.test('the detail of a run: its files, inputs and environment', async t => {
  const detail = await loadDetail(objects, await loadRun(objects, commit));
  t.same(
    detail.artifacts.map(({ path, size, mode }) => [path, size, mode]),
    [['b', 2, '644']],
  );
  t.same(detail.environment, { os: 'linux' });
  t.match(detail.inputs, [{ path: 'data' }]);
  t.same(Object.keys(detail.manifest).sort(), ['artifacts/b', 'environment.json', 'inputs.json', 'run.json']);
});

t.test('artifacts that were added later are among them', async t => {
  const id = newRun().id;
  await save({ ...run, id }, { files: [model] });
  const added = { path: 'a', content: Buffer.from('a'), ...entryOf(Buffer.from('a')) };
  const tip = await editRun({
    repository,
    id,
    edits: [{ kind: 'artifact', path: 'a', entry: entryOf(added.content) }],
    files: [added],
    author: AUTHOR,
    now: NOW,
  });
  const { artifacts } = await loadDetail(objects, await loadRun(objects, tip));
  t.same(
    artifacts.map(({ path }) => path),
    ['a', 'b'],
  );
  const files = await runFiles(repository, tip, 'artifacts');
  t.same([...files.keys()], ['artifacts/a', 'artifacts/b']);
  t.same(artifacts[0]?.sha256, entryOf(added.content).sha256);
});

t.test('a run without one of its records is damaged', async t => {
  const [made] = await objects.commit([
    {
      ref: 'refs/altered/bare',
      parent: commit,
      changes: [{ path: 'inputs.json', deleted: true }],
      author: AUTHOR,
      time: 1,
      message: 'x\n',
    },
  ]);
  const loaded = await loadRun(objects, made?.commit as string);
  await t.rejects(loadDetail(objects, loaded), { message: /inputs\.json/ });
});

t.test('records that are too large, too deep or of another type are told, and loaded by nobody', async t => {
  const stored = (await objects.read([`${commit}:run.json`]))[0]?.content.toString() ?? '';
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const odd = [
    await altered(run.id, commit, { 'run.json': ' '.repeat(MOST.run + 1) }),
    await altered(run.id, commit, { 'run.json': stored.replace('{', `{"x":${deep},`) }),
    await altered(run.id, commit, {
      'run.json': stored.replace('{', `{"x":[${'[],'.repeat(MOST.values)}0],`),
    }),
    await altered(run.id, commit, { 'run.json/x': 'a directory' }),
  ];
  t.match(
    (await loadRuns(objects, odd)).map(one => 'error' in one && one.error.message),
    [
      /is damaged: it has 16777217 bytes, more than the 16777216 it may have/,
      /nested deeper than 200 levels/,
      /holds more than 2000000 values/,
      /is damaged: it is a tree/,
    ],
  );
  const large = await altered(run.id, commit, { 'run.json': `${stored}${' '.repeat(2 ** 20)}` });
  t.same((await loadRun(objects, large)).run, (await loadRun(objects, commit)).run);
  const environment = await altered(run.id, commit, { 'environment.json': `{"x":${deep}}` });
  await t.rejects(loadDetail(objects, await loadRun(objects, environment)), /nested deeper than 200 levels/);
  const none = await altered(run.id, commit, { 'environment.json': '7' });
  await t.rejects(loadDetail(objects, await loadRun(objects, none)), /no mapping of keys/);
});
