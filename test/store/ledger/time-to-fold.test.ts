import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import { isTimeToFold } from '../../../src/store/ledger/time-to-fold.ts';
import { folded, nth, runsBench } from '../../support/folding.ts';
import { gitIn, temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('it is time when more runs have refs than may, and not again when they are folded', async t => {
  const { repository } = await runsBench(t, 3);
  t.equal(await isTimeToFold(repository, {}, 2), true);
  t.equal(await isTimeToFold(repository, {}, 3), false);
  t.equal(await isTimeToFold(repository, {}, 0), false, 'never');
  await folded(repository);
  t.equal(await isTimeToFold(repository, {}, 2), false);
});

t.test('not in a CI job, or without history', async t => {
  const { repository, on } = await runsBench(t, 3);
  t.equal(await isTimeToFold(repository, { CI: 'true' }, 1), false);
  t.equal(await isTimeToFold(repository, { CI: 'false' }, 1), true);
  on.git('commit', '-q', '--allow-empty', '-m', 'second');
  const shallow = `${temporaryDirectory(t)}/shallow`;
  gitIn('/', on.env, ['clone', '-q', '--depth=1', `file://${on.path}`, shallow]);
  for (const n of [0, 1]) gitIn(shallow, on.env, ['update-ref', `refs/runs/${nth(n)}`, 'HEAD']);
  const there = await openRepository(shallow, { ...on.env });
  t.equal(await isTimeToFold(there, {}, 1), false);
  await there.close();
});
