import t from 'tap';
import { isDirty, type Source } from '../../src/run/source.ts';

const CLEAN: Source = {
  commit: 'c',
  tree: 't',
  modified: 0,
  added: 0,
  deleted: 0,
  omitted: [],
  raw: [],
  stable: true,
  unmerged: false,
};

t.test('a source is dirty as soon as one file differs or is left out', async t => {
  t.notOk(isDirty(CLEAN));
  for (const change of ['modified', 'added', 'deleted']) t.ok(isDirty({ ...CLEAN, [change]: 1 }), change);
  t.ok(isDirty({ ...CLEAN, omitted: [{ path: 'big.bin', reason: 'too-large' }] }));
});

t.test('a repository within makes it dirty where it holds other than is said of it', async t => {
  const lib = { path: 'lib', kind: 'submodule', stored: true, dirty: false } as const;
  t.notOk(isDirty({ ...CLEAN, nested: [lib] }), 'it is as HEAD says, but nobody else has it');
  t.ok(isDirty({ ...CLEAN, nested: [lib, { ...lib, path: 'tool', dirty: true }] }));
});
