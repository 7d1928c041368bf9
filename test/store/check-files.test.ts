import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { printPointer } from '../../src/git/lfs/pointer.ts';
import { checkFiles, partOf } from '../../src/store/check-files.ts';
import { openCheck } from '../../src/store/check-run.ts';
import { entryOf } from '../../src/store/save.ts';
import { walkTree } from '../../src/store/walk-tree.ts';
import { blob, rawTree } from '../support/damage.ts';
import { sampleRun } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const ground = openCheck(repository);
const oid = blob(on, 'x');
const tree = rawTree(on, [
  ['40000', 'artifacts', rawTree(on, [['100644', 'a', oid]])],
  ['40000', 'raw', rawTree(on, [['100644', 'b', oid]])],
]);
const walked = await walkTree(ground.objects, tree, { entries: 10 });
const entry = entryOf(Buffer.from('x'));
const manifest = { 'artifacts/a': entry, 'raw/b': entry };
const asked = { commit: tree, walked, run: undefined, manifest };
const messages = async (changes: object) =>
  (await checkFiles(ground, { ...asked, ...changes })).map(({ message }) => message);

t.test('files that are what the manifest says are nothing to speak of', async t => {
  t.same(await messages({}), []);
  t.same(await messages({ manifest: undefined }), []);
});

t.test('other sizes, other bytes and files that are not there are told', async t => {
  const changed = {
    'artifacts/a': { ...entry, size: 2 },
    'raw/b': { ...entry, sha256: 'f'.repeat(64) },
    'logs/c': entry,
  };
  t.same(await messages({ manifest: changed }), [
    "logs/c is not in the run's tree",
    'artifacts/a has 1 bytes, 2 were recorded',
    'raw/b has other bytes than were recorded',
  ]);
});

t.test('raw files of the source are those the run names', async t => {
  const run = sampleRun();
  const withRaw = (id: string) => ({
    run: { ...run, source: { ...run.source, raw: [{ path: 'b', oid: id, ...entry }] } },
  });
  t.same(await messages(withRaw(oid)), []);
  t.same(await messages(withRaw('1'.repeat(40))), ['raw/b is not the file run.json names']);
});

t.test('every file is part of something', async t => {
  const paths = ['logs/0', 'raw/x', 'annotations/x.json', 'resources.ndjson', 'what'];
  t.same(paths.map(partOf), ['log', 'source', 'edits', 'resources', 'record']);
});

t.test('of a large file the bytes are looked at, where they are here', async t => {
  const bytes = Buffer.from('large');
  const content = await repository.contents.put(on.write('large', bytes));
  const told = async (text: string, listed: object = content, { content: isRead = true } = {}) => {
    const files = rawTree(on, [['100644', 'a', blob(on, text)]]);
    const top = rawTree(on, [['40000', 'artifacts', files]]);
    const changes = { commit: top, walked: await walkTree(ground.objects, top, { entries: 10 }) };
    const pointing = { 'artifacts/a': { ...entryOf(bytes), ...listed, pointer: true } } as const;
    const found = await checkFiles(openCheck(repository, { content: isRead }), {
      ...asked,
      ...changes,
      manifest: pointing,
    });
    return found.map(({ code, message }) => `${code}: ${message}`);
  };
  const pointer = printPointer(content);
  t.same(await told(pointer), []);
  t.same(await told('x'), ['mismatch: artifacts/a is not the pointer to what was recorded']);
  const hostile = { sha256: '../../../etc/passwd', size: 1 };
  t.match(await told(printPointer(hostile), hostile), [/^mismatch/]);
  const file = (await repository.contents.find(content)) as string;
  chmodSync(file, 0o644);
  writeFileSync(file, 'LARGE');
  t.same(await told(pointer), ['damaged: artifacts/a has other bytes than were recorded']);
  t.same(await told(pointer, content, { content: false }), [], 'nobody has looked');
  rmSync(file);
  rmSync(join(on.path, '.git/lfs'), { recursive: true });
  t.same(await told(pointer), [
    'elsewhere: artifacts/a is not here: the run has but a Git LFS pointer to it',
  ]);
});
