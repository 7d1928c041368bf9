import t from 'tap';
import type { RunCheck } from '../../src/run/check.ts';
import type { RunId } from '../../src/run/run-id.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { editRun } from '../../src/store/edit.ts';
import { entryOf } from '../../src/store/save.ts';
import { findTip } from '../../src/store/tips.ts';
import { continueRun } from '../support/attempts.ts';
import {
  blob,
  cutObject,
  entriesOf,
  loosen,
  rawTree,
  removeObject,
  replaceRecord,
  retree,
  swapBlob,
} from '../support/damage.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';
import type { Teardown } from '../support/temporary-repository.ts';

const FILES = {
  'artifacts/model': 'weights',
  'artifacts/deep/plot': 'plot',
  'logs/000000.log': 'hello\n',
  'metrics/1.ndjson': '',
};
const EVERYTHING = ['record', 'manifest', 'source', 'artifacts', 'metrics', 'log', 'inputs', 'environment'];

/** A run in a repository of its own, every object loose. */
async function wholeRun(t: Teardown) {
  const bench = await storeBench(t);
  const { id } = bench.run();
  await bench.save(bench.run({ id, name: 'otter' }), {
    files: storedFiles(FILES),
    environment: { os: 'linux' },
  });
  const ref = `refs/runs/${id}`;
  loosen(bench.on);
  return {
    ...bench,
    id,
    oid: (path: string) => bench.on.git('rev-parse', `${ref}:${path}`),
    check: async (options = {}): Promise<RunCheck> =>
      checkRun(openCheck(bench.repository, options), (await findTip(bench.repository, id)) as RunTip),
  };
}

/** What is hurt, in words of one line each. */
const said = ({ findings }: RunCheck) =>
  findings.map(({ code, part, message }) => `${code} ${part}: ${message}`);
const without = (...parts: string[]) => EVERYTHING.filter(part => !parts.includes(part));

t.test('a run as it was stored is whole', async t => {
  const { check, id } = await wholeRun(t);
  t.match(await check(), { id, name: 'otter', state: 'whole', findings: [], whole: EVERYTHING });
});

t.test('so is one that was edited, with artifacts added later', async t => {
  const { check, id, repository } = await wholeRun(t);
  const later = Buffer.from('later');
  const edits = [
    { kind: 'tag', key: 'a', value: 'b' },
    { kind: 'artifact', path: 'later', entry: entryOf(later) },
    { kind: 'artifact', path: 'model', entry: entryOf(later) },
  ] as const;
  const files = ['later', 'model'].map(path => ({ path, content: later, ...entryOf(later) }));
  await editRun({ repository, id, edits, files, author: AUTHOR, now: NOW });
  t.match(await check(), { state: 'whole', findings: [], whole: [...EVERYTHING, 'edits'] });
});

t.test('a valid blob in the place of another is told, and only when files are read', async t => {
  const { check, on, oid } = await wholeRun(t);
  swapBlob(on, oid('artifacts/model'), 'weighed');
  const found = await check();
  t.same(said(found), ['damaged artifacts: artifacts/model has other bytes than its id says']);
  t.same(found.whole, without('artifacts'));
  t.match(await check({ content: false }), { state: 'whole' });
});

t.test('an object that is gone is missed, without reading files too', async t => {
  const { check, on, oid } = await wholeRun(t);
  removeObject(on, oid('artifacts/model'));
  for (const content of [true, false]) {
    const found = await check({ content });
    t.same(said(found), ['missing artifacts: artifacts/model is missing or cannot be read']);
    t.same(found.whole, without('artifacts'));
  }
});

t.test('an object that was cut off takes no other with it', async t => {
  const { check, on, oid } = await wholeRun(t);
  cutObject(on, oid('logs/000000.log'));
  const found = await check();
  t.same(said(found), ['missing log: logs/000000.log is missing or cannot be read']);
  t.same(found.whole, without('log'));
});

t.test('a directory that is gone leaves the others', async t => {
  const { check, on, oid } = await wholeRun(t);
  removeObject(on, oid('artifacts/deep'));
  const found = await check();
  t.same(said(found), [
    'missing artifacts: the directory artifacts/deep is missing or cannot be read',
    "missing artifacts: artifacts/deep/plot is not in the run's tree",
  ]);
  t.same(found.whole, without('artifacts'));
});

t.test('a commit that is gone is a run of which nothing is left', async t => {
  const { check, on } = await wholeRun(t);
  removeObject(on, on.git('for-each-ref', '--format=%(objectname)', 'refs/runs'));
  t.match(await check(), { state: 'hurt', whole: [], findings: [{ code: 'missing', part: 'record' }] });
});

t.test('a truncated manifest is told; the files are still held against their ids', async t => {
  const { check, on, id } = await wholeRun(t);
  replaceRecord(on, id, 'manifest.json', '{"files":{"artifa');
  const found = await check();
  t.match(found.findings, [{ code: 'damaged', part: 'manifest', message: /manifest\.json.*not JSON/ }]);
  t.same(found.whole, without('manifest'));
});

t.test('a record that is no record leaves the source to be found by the commits', async t => {
  const { check, on, id } = await wholeRun(t);
  replaceRecord(on, id, 'run.json', '[]');
  const found = await check();
  t.match(found, { state: 'hurt', name: undefined });
  t.same(found.whole, without('record'));
});

t.test('a record of another run is told', async t => {
  const { check, on, id, run } = await wholeRun(t);
  const other = run().id;
  const text = on.git('cat-file', 'blob', `refs/runs/${id}:run.json`);
  replaceRecord(on, id, 'run.json', `${text.replace(id, other)}\n`);
  const found = said(await check());
  t.ok(found.includes(`mismatch record: run.json says that it is run ${other}`));
  t.ok(found.includes('damaged record: run.json has other bytes than were recorded'));
});

t.test('an artifact that no manifest names is told', async t => {
  const { check, on, id } = await wholeRun(t);
  const artifacts = entriesOf(on, `refs/runs/${id}:artifacts`);
  const tree = rawTree(on, [...artifacts, ['100644', 'zeta', blob(on, 'x')]]);
  const rest = entriesOf(on, `refs/runs/${id}`).filter(([, name]) => name !== 'artifacts');
  retree(on, id, [...rest, ['40000', 'artifacts', tree]]);
  t.same(said(await check()), ['unexpected artifacts: artifacts/zeta is in no manifest']);
});

t.test('an edit that cannot be read, or is under another name, is told', async t => {
  const { check, on, id, repository } = await wholeRun(t);
  const edit = { kind: 'note', text: 'x' } as const;
  await editRun({ repository, id: id as RunId, edits: [edit], author: AUTHOR, now: NOW });
  const [[, name = '', oid = ''] = []] = entriesOf(on, `refs/runs/${id}:annotations`);
  const tree = rawTree(on, [
    ['100644', 'a.json', blob(on, '{')],
    ['100644', 'b.json', oid],
  ]);
  const rest = entriesOf(on, `refs/runs/${id}`).filter(([, one]) => one !== 'annotations');
  retree(on, id, [...rest, ['40000', 'annotations', tree]]);
  const found = await check();
  t.match(said(found), [
    /^damaged edits: .*annotations\/a\.json.*not JSON/,
    `mismatch edits: annotations/b.json says that it is edit ${name.replace('.json', '')}`,
  ]);
  t.same(found.whole, EVERYTHING);
});

t.test('a hostile tree is told, and nothing of it is followed', async t => {
  const { check, on, id } = await wholeRun(t);
  const evil = blob(on, 'evil');
  const dotGit = rawTree(on, [['100644', 'config', evil]]);
  const artifacts = rawTree(on, [
    ['40000', '..', dotGit],
    ['40000', '.git', dotGit],
    ['120000', 'link', blob(on, '/etc/passwd')],
    ['100644', 'twice', evil],
    ['100644', 'twice', evil],
  ]);
  const rest = entriesOf(on, `refs/runs/${id}`).filter(([, name]) => name !== 'artifacts');
  retree(on, id, [...rest, ['100644', 'ghost', evil], ['40000', 'artifacts', artifacts]]);
  const found = said(await check());
  for (const line of [
    "unsafe artifacts: 'artifacts/..' is unsafe: it has a component '..'",
    "unsafe artifacts: 'artifacts/.git' is unsafe: some systems take it for a file of .git",
    "unsafe artifacts: 'artifacts/twice' is unsafe: it stands there twice",
    "unexpected artifacts: 'artifacts/link' is no plain file (mode 120000)",
    "unexpected record: 'ghost' is no part of a run",
  ])
    t.ok(found.includes(line), line);
  t.notOk(found.some(line => line.includes('config')));
});

t.test('a run of a newer format is not hurt, and not judged', async t => {
  const { check, on, id } = await wholeRun(t);
  const manifest = on.git('cat-file', 'blob', `refs/runs/${id}:manifest.json`);
  replaceRecord(on, id, 'manifest.json', `${manifest.replace(/"version": ?1/, '"version": 2')}\n`);
  t.match(await check(), { state: 'newer', findings: [{ code: 'newer-format', part: 'manifest' }] });
});

t.test('of a run with more files than a disk holds this is told, and no more', async t => {
  const { check, on, id } = await wholeRun(t);
  let paths = rawTree(on, [['100644', 'f', blob(on, 'x')]]);
  for (let level = 0; level < 10; level++)
    paths = rawTree(
      on,
      [...'0123456789'].map(name => ['40000', name, paths] as const),
    );
  const rest = entriesOf(on, `refs/runs/${id}`).filter(([, name]) => name !== 'artifacts');
  retree(on, id, [['40000', 'artifacts', paths], ...rest]);
  const found = await check();
  t.match(said(found), [/^unsafe record: in its tree, there are \d{11} entries/]);
  t.same(found.whole, []);
});

t.test('so it is of its source, and what the run left is looked over', async t => {
  const { check, on, id } = await wholeRun(t);
  let paths = rawTree(on, [['100644', 'f', blob(on, 'x')]]);
  for (let level = 0; level < 10; level++)
    paths = rawTree(
      on,
      [...'0123456789'].map(name => ['40000', name, paths] as const),
    );
  const source = on.git('commit-tree', paths, '-m', 'bomb');
  const commit = on.git('commit-tree', `refs/runs/${id}^{tree}`, '-p', source, '-m', 'x');
  on.git('update-ref', `refs/runs/${id}`, commit);
  const found = await check();
  t.match(said(found), [/^unsafe source: in its source, there are \d{11} entries/]);
  t.same(found.whole, without('source'));
});

t.test('a later commit that changes what was recorded is told', async t => {
  const { check, on, id } = await wholeRun(t);
  const model = blob(on, 'model');
  const tree = rawTree(
    on,
    entriesOf(on, `refs/runs/${id}`).map(entry =>
      entry[1] === 'logs'
        ? (['40000', 'logs', rawTree(on, [['100644', '000000.log', model]])] as const)
        : entry,
    ),
  );
  const later = on.git('commit-tree', tree, '-p', `refs/runs/${id}`, '-m', 'x');
  on.git(
    'update-ref',
    `refs/runs/${id}`,
    on.git('commit-tree', `${later}~1^{tree}`, '-p', later, '-m', 'back'),
  );
  t.match(said(await check()), [/^unsafe edits: commit \w+ changes logs$/]);
});

t.test('an attempt is looked over as what was recorded is', async t => {
  const { check, repository, id, on } = await wholeRun(t);
  const { attempt } = await continueRun(repository, id, { metrics: { loss: [1, 2] } });
  const whole = await check();
  t.match(whole, { state: 'whole', findings: [], whole: [...EVERYTHING, 'edits'] });
  loosen(on);
  removeObject(on, on.git('rev-parse', `refs/runs/${id}:attempts/${attempt}/metrics/main.ndjson`));
  const hurt = await check();
  t.same(said(hurt), [
    `missing metrics: attempts/${attempt}/metrics/main.ndjson is missing or cannot be read`,
  ]);
});
