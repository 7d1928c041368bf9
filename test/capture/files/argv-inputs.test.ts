import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { argvInputs } from '../../../src/capture/files/argv-inputs.ts';
import { openRepository } from '../../../src/git/open.ts';
import { put } from '../../support/ended-job.ts';
import {
  type TemporaryRepository,
  temporaryDirectory,
  temporaryRepository,
} from '../../support/temporary-repository.ts';

async function named(
  t: Test,
  at: TemporaryRepository,
  words: string[],
  directory = at.path,
): Promise<string[]> {
  const repository = await openRepository(at.path, at.env);
  t.teardown(() => repository.close());
  const found = await argvInputs({ argv: ['python', ...words], directory, workTree: at.path, repository });
  return found
    .map(({ path, isDirectory }) => path.replace(`${at.path}/`, '') + (isDirectory ? '/' : ''))
    .sort();
}

const project = (t: Test) =>
  temporaryRepository(t, {
    files: { '.gitignore': 'data*\n*.bin\n', 'train.py': '', 'kept.bin.txt': '', 'conf/a.yaml': '' },
  });

t.test('ignored files are inputs, whole words or values', async t => {
  const at = project(t);
  for (const file of ['data/x.csv', 'a.bin', 'b.bin', 'untracked.txt']) at.write(file, '');
  const words = [
    'train.py',
    'a.bin',
    '--data=data/x.csv',
    'in=b.bin',
    'untracked.txt',
    'none.bin',
    '--n',
    '3',
    '',
  ];
  t.same(await named(t, at, words), ['a.bin', 'b.bin', 'data/x.csv']);
  t.same(await named(t, at, ['../a.bin', 'data/../data'], at.write('conf/x', '').slice(0, -2)), ['a.bin']);
  t.same(await named(t, at, ['data', '.', '.git/config', '.git']), ['data/']);
});

t.test('the program itself is none', async t => {
  const at = project(t);
  at.write('a.bin', '');
  const repository = await openRepository(at.path, at.env);
  t.teardown(() => repository.close());
  const { path } = at;
  t.same(await argvInputs({ argv: ['./a.bin'], directory: path, workTree: path, repository }), []);
});

t.test('what lies outside is no part of the source, but a directory there is not walked', async t => {
  const at = project(t);
  const outside = temporaryDirectory(t);
  const file = put(outside, 'big.csv');
  t.same(await named(t, at, [file, outside, '/dev/null']), [file]);
});

t.test('data behind a link is an input, source behind a link is not', async t => {
  const at = project(t);
  const outside = temporaryDirectory(t);
  put(outside, 'x.csv');
  symlinkSync(outside, join(at.path, 'data'));
  symlinkSync('conf', join(at.path, 'settings'));
  t.same(await named(t, at, ['data/x.csv', 'settings/a.yaml']), ['data/x.csv']);
  t.same(await named(t, at, ['data']), ['data/']);
});

t.test('a path in a submodule does not hide the others', async t => {
  const at = project(t);
  const other = temporaryRepository(t, { files: { x: '' } });
  at.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.path, 'sub');
  at.write('a.bin', '');
  t.same(await named(t, at, ['sub/x', 'a.bin']), ['a.bin']);
});
