import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { inputs } from '../../../src/capture/files/inputs.ts';
import type { Settings } from '../../../src/config/settings.ts';
import { openRepository } from '../../../src/git/open.ts';
import { captureContext } from '../../support/capture-context.ts';
import { put } from '../../support/ended-job.ts';
import { temporaryDirectory, temporaryRepository } from '../../support/temporary-repository.ts';

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

async function project(t: Test) {
  const at = temporaryRepository(t, { files: { '.gitignore': '/data\n', 'train.py': '' } });
  const repository = await openRepository(at.path, at.env);
  t.teardown(() => repository.close());
  const find = async (words: string[], settings: Partial<Settings> = {}) => {
    const job = captureContext(t, { argv: ['python', ...words], settings });
    return (await inputs.before?.({ ...job, repository, workTree: at.path, directory: at.path })) ?? {};
  };
  return { at, find };
}

t.test('an input is known by its digest', async t => {
  const { at, find } = await project(t);
  at.write('data/x.csv', 'hello');
  t.same(await find(['train.py', '--data', 'data/x.csv']), {
    inputs: [{ path: 'data/x.csv', size: 5, sha256: HELLO, method: 'sha256', declared: 'argv' }],
    problems: [],
  });
});

t.test('every file of a directory is an input', async t => {
  const { at, find } = await project(t);
  for (let index = 0; index < 20; index++) at.write(`data/${index % 3}/${index}`, `${index}`);
  const found = await find(['data'], { inputs: ['data/0/*', '!data/0/3'] });
  t.equal(found.inputs?.length, 20);
  t.match(
    found.inputs?.filter(({ declared }) => declared === 'config').map(({ path }) => path),
    ['data/0/0', 'data/0/12', 'data/0/15', 'data/0/18', 'data/0/6', 'data/0/9'],
  );
});

t.test('a large input is known by its size and time', async t => {
  const { at, find } = await project(t);
  at.write('data/x', 'hello');
  const { inputs: found } = await find(['data/x'], { inputLimit: 4 });
  t.match(found, [{ path: 'data/x', size: 5, method: 'stat', modified: /^\d{4}-.*Z$/ }]);
  t.notOk('sha256' in (found?.[0] ?? {}));
});

t.test('a declared input outside of the work tree has an absolute path', async t => {
  const { find } = await project(t);
  const file = put(temporaryDirectory(t), 'x', 'hello');
  t.match((await find([], { inputs: [file] })).inputs, [{ path: file, sha256: HELLO, declared: 'config' }]);
});

t.test('declared inputs that are missing are missed', async t => {
  const { find } = await project(t);
  t.match(await find([], { inputs: ['data/x.csv', 'data/*.npz'] }), {
    inputs: [],
    problems: [
      { code: 'missing-input', message: 'the input data/x.csv is not there' },
      { code: 'missing-input', message: 'the input data/*.npz is not there' },
    ],
  });
});

t.test('a directory of too many files is said, not hashed', async t => {
  const { at, find } = await project(t);
  at.write('data/x', '');
  for (let index = 0; index < 10_000; index++) writeFileSync(join(at.path, 'data', `${index}`), '');
  t.match(await find(['data']), {
    inputs: [],
    problems: [{ code: 'too-many-inputs', message: /^the input data has more than 10000 files/ }],
  });
});

t.test('an input that cannot be read is said', { skip: process.getuid?.() === 0 }, async t => {
  const { at, find } = await project(t);
  chmodSync(at.write('data/x', 'hello'), 0);
  t.match(await find(['data/x']), { problems: [{ code: 'unreadable-input', message: /permission denied/ }] });
});

t.test('a run with no inputs asks nobody', async t => {
  const { find } = await project(t);
  t.same(await find(['train.py']), { inputs: [], problems: [] });
});
