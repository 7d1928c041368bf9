import t from 'tap';
import { readCondemned } from '../../src/remove/condemned.ts';
import { forgetDeleted, forgetFolded } from '../../src/remove/forget-folded.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { listTips } from '../../src/store/tips.ts';
import { bring, cloneOf, edit, folded, nth, refsOf, runsBench } from '../support/folding.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('of a run that is at another commit now, the ledger forgets the old one', async t => {
  const { repository, on } = await runsBench(t, 2);
  await folded(repository);
  const write = { repository, author: AUTHOR, now: NOW };
  const [keep = ''] = refsOf(on);
  const [, old] = await listTips(repository);
  await forgetFolded(write, [nth(0), nth(1)]);
  t.ok(refsOf(on).includes(keep), 'one that is folded as it is stays');
  await edit(repository, nth(0), { kind: 'note', text: 'x' });
  await forgetFolded(write, [nth(0)]);
  t.same(await readCondemned(repository.place, 'purged'), [old?.commit]);
  t.equal((await readCondemned(repository.place, 'retired')).length, 2);
  t.match(await listTips(repository), [{ id: nth(1) }, { id: nth(0), others: undefined }]);
});

t.test('what another clone deleted goes from here as well, unless it was edited again', async t => {
  const here = await runsBench(t, 3);
  await folded(here.repository);
  await edit(here.repository, nth(1), { kind: 'note', text: 'dear' });
  const there = await cloneOf(t, here.on);
  const stones = [0, 1].map(
    n => ({ id: nth(n), time: new Date(NOW).toISOString(), who: 'x', kind: 'deleted' }) as const,
  );
  await addTombstones({ repository: there.repository, author: AUTHOR, now: NOW }, stones);
  bring(there.on, here.on);
  const write = { repository: here.repository, author: AUTHOR, now: NOW };
  await forgetDeleted(write);
  t.same(
    (await listTips(here.repository)).map(({ id }) => id),
    [nth(2), nth(1)],
  );
  t.equal((await readCondemned(here.repository.place, 'deleted')).length, 1);
  const [, ledger = ''] = refsOf(here.on);
  t.notMatch(here.on.git('log', '-p', ledger), nth(0));
});
