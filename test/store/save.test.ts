import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import * as isomorphic from 'isomorphic-git';
import t from 'tap';
import { RefConflictError } from '../../src/run/repository-errors.ts';
import { liveRef, runRef } from '../../src/run/run-ref.ts';
import { loadRun } from '../../src/store/load.ts';
import { entryOf, entryOfStream, type RunFile, runChanges, saveRun } from '../../src/store/save.ts';
import { findTip } from '../../src/store/tips.ts';
import { arbitraryRun } from '../support/arbitrary-run.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { AUTHOR, equal, storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const { repository, on, run: newRun, save } = bench;
const file = (path: string, text: string, mode?: '644' | '755'): RunFile => ({
  path,
  content: Buffer.from(text),
  ...entryOf(Buffer.from(text)),
  ...(mode === undefined ? {} : { mode }),
});
const FILES = [file('artifacts/model.bin', '\0\x01', '644'), file('artifacts/run.sh', '#!\n', '755')];

t.test('a stored run comes back as it was', async t => {
  await fc.assert(
    fc.asyncProperty(arbitraryRun, async run => {
      const stored = newRun(run);
      const { run: loaded } = await loadRun(repository.objects, await save({ ...stored, id: newRun().id }));
      return equal({ ...loaded, id: 0 }, { ...stored, id: 0 });
    }),
    { numRuns: 15 },
  );
  t.pass();
});

t.test('plain git reads it', async t => {
  const run = newRun();
  const commit = await save(run, { files: FILES });
  t.equal(on.git('rev-parse', runRef(run.id)), commit);
  t.equal(on.git('rev-parse', `${commit}^@`), run.source.commit);
  t.equal(JSON.parse(on.git('show', `${runRef(run.id)}:run.json`)).name, 'swift-otter');
  t.match(
    on.git('log', '--format=%s%n%an <%ae> %at%n%cn %ct', '-1', runRef(run.id)),
    /^digits\/swift-otter: finished/,
  );
  t.equal(
    on.git('log', '-1', '--format=%an <%ae> %ct', commit),
    `Ada Author <ada@example.com> ${Math.floor(Date.parse(run.ended) / 1000)}`,
  );
  t.equal(
    on.git('log', '-1', '--format=%(trailers:key=Status,valueonly,separator=%x2C)', commit),
    'finished',
  );
  t.equal(
    on.git('ls-tree', '-r', '--format=%(objectmode) %(path)', commit),
    [
      '100644 artifacts/model.bin',
      '100755 artifacts/run.sh',
      '100644 environment.json',
      '100644 inputs.json',
      '100644 manifest.json',
      '100644 run.json',
    ].join('\n'),
  );
});

t.test('another reader of Git reads it', async t => {
  const run = newRun();
  const oid = await save(run, { files: FILES });
  const { commit } = await isomorphic.readCommit({ fs, dir: on.path, oid });
  t.same(commit.parent, [run.source.commit]);
  const { blob } = await isomorphic.readBlob({ fs, dir: on.path, oid, filepath: 'artifacts/model.bin' });
  t.same(Buffer.from(blob), Buffer.from('\0\x01'));
});

t.test('the manifest names size and digest of every other file', async t => {
  const run = newRun();
  const commit = await save(run, { files: FILES });
  const { files } = JSON.parse(on.git('show', `${commit}:manifest.json`));
  const paths = on.git('ls-tree', '-r', '--name-only', commit).split('\n');
  t.same(Object.keys(files), paths.filter(path => path !== 'manifest.json').sort());
  for (const path of paths.filter(path => path !== 'manifest.json')) {
    const bytes = execFileSync('git', ['cat-file', 'blob', `${commit}:${path}`], {
      cwd: on.path,
      env: on.env,
    });
    t.equal(files[path].sha256, createHash('sha256').update(bytes).digest('hex'), path);
    t.equal(files[path].size, bytes.length);
  }
});

t.test('equal contents are equal commits, in any clone', async t => {
  const run = newRun();
  const other = await storeBench(t);
  t.equal(other.on.git('rev-parse', 'HEAD'), run.source.commit);
  t.equal(await save(run, { files: FILES }), await other.save(run, { files: FILES }));
});

t.test('a run is visible once, and its anchor is gone', async t => {
  const run = newRun();
  const commit = await save(run);
  t.equal((await findTip(repository, run.id))?.commit, commit);
  t.equal(on.git('for-each-ref', 'refs/run-live'), '');
  await t.rejects(save({ ...run, note: 'another' }), RefConflictError);
  t.equal((await findTip(repository, run.id))?.commit, commit, 'the first stays');
  on.git('update-ref', '-d', liveRef(run.id));
});

t.test('a run is stored though its anchor cannot be removed', async t => {
  const run = newRun();
  on.git('update-ref', liveRef(run.id), run.source.commit);
  // As a git leaves it that is killed at the wrong moment.
  const lock = on.write(`.git/${liveRef(run.id)}.lock`, '');
  const commit = await save(run);
  t.equal((await findTip(repository, run.id))?.commit, commit);
  fs.rmSync(lock);
  on.git('update-ref', '-d', liveRef(run.id));
});

t.test('an attempt that was cut short is no obstacle', async t => {
  const run = newRun();
  // As if killed between the commit and the ref that shows it.
  const first = await save({ ...run, note: 'first' });
  on.git('update-ref', liveRef(run.id), first);
  on.git('update-ref', '-d', runRef(run.id));
  const second = await save({ ...run, note: 'second' });
  t.equal((await findTip(repository, run.id))?.commit, second);
  t.equal(on.git('for-each-ref', 'refs/run-live'), '');
});

t.test('a run on no source commit’s parent, and with names of any bytes, is sound to git fsck', async t => {
  const files = [
    'artifacts/a\nb',
    'artifacts/"q"',
    'artifacts/\udcff\udc80',
    'artifacts/ключ',
    'artifacts/ x ',
  ];
  const run = newRun({ name: 'a\nStatus: forged' });
  const commit = await save(run, { files: files.map(path => file(path, path)) });
  t.equal((await repository.objects.files(commit, 'artifacts')).length, files.length);
  t.same(
    (await repository.objects.files(commit, 'artifacts')).map(({ path }) => path).sort(),
    [...files].sort(),
  );
  t.equal(on.git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
});

t.test('nothing of the user’s is touched', async t => {
  on.write('train.py', 'edited\n');
  const before = snapshotOf(on.path);
  await save(newRun(), { files: FILES });
  t.same(snapshotOf(on.path), before);
});

t.test('a run’s files are planned without a look at anything', async t => {
  const changes = runChanges({ run: newRun(), environment: {}, inputs: [], files: [] });
  t.same(
    changes.map(({ path }) => path),
    ['run.json', 'environment.json', 'inputs.json', 'manifest.json'],
  );
  t.same(entryOf(Buffer.from('')), {
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    size: 0,
  });
});

t.test('SHA-256 repositories too', async t => {
  const other = await storeBench(t, { objectFormat: 'sha256' });
  const run = other.run();
  const { commit } = await saveRun(
    other.repository,
    { run, environment: {}, inputs: [], files: FILES },
    AUTHOR,
  );
  t.equal(commit.length, 64);
  t.equal((await loadRun(other.repository.objects, commit)).run.id, run.id);
});

t.test('bytes that stream by have the entry of the same bytes in one piece', async t => {
  const pieces = ['', 'a', 'bc', ''].map(text => Buffer.from(text));
  t.same(await entryOfStream(Readable.from(pieces)), entryOf(Buffer.from('abc')));
});
