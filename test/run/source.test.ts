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
