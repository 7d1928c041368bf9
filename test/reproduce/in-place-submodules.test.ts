import t from 'tap';
import { refuseRepositoriesWithin, submodulesElsewhere } from '../../src/reproduce/in-place-submodules.ts';
import { openedRepository, recordRun } from '../support/recorded-run.ts';
import { addSubmodule, nestRepository } from '../support/submodules.ts';

t.test('files of a source do not go into a repository of the user’s', async t => {
  const opened = await openedRepository(t);
  nestRepository(opened, 'tool', { a: '1' });
  const { run } = await recordRun(opened, ['true']);
  t.throws(() => refuseRepositoriesWithin(opened.repository, run.source), {
    code: 'would-overwrite',
    message: /tool/,
  });
  const { nested: _, ...old } = run.source;
  refuseRepositoriesWithin(opened.repository, old);
});

t.test('submodules that are at another commit are told', async t => {
  const opened = await openedRepository(t);
  const sub = addSubmodule(t, opened, 'lib');
  const { run } = await recordRun(opened, ['true']);
  const lib = { path: 'lib', oid: sub.git('rev-parse', 'HEAD') };
  const other = { path: 'other', oid: lib.oid };
  t.same(await submodulesElsewhere(opened.repository, [lib, other], run.source), [other]);
  sub.git('commit', '-q', '--allow-empty', '-m', 'on');
  t.same(await submodulesElsewhere(opened.repository, [lib], run.source), [lib]);
});
