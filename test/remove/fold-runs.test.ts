import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { readCondemned } from '../../src/remove/condemned.ts';
import { foldAside, foldMany } from '../../src/remove/fold-runs.ts';
import { RemoteError } from '../../src/run/repository-errors.ts';
import { listTips } from '../../src/store/tips.ts';
import { onlyInFull } from '../support/extent.ts';
import { refsOf, runsBench } from '../support/folding.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('many are folded, few are not, and what is no more needed is noted', async t => {
  const { repository, on, run, save } = await runsBench(t, 3);
  const asked = { repository, author: AUTHOR, env: {}, now: NOW, foldAfter: 3 };
  t.same(await foldMany(asked), { folded: 0 });
  t.same(await foldMany({ ...asked, foldAfter: 2 }), { folded: 3 });
  await save(run());
  t.equal(await foldAside({ ...asked, foldAfter: 1 }), 0);
  await save(run());
  t.equal(await foldAside({ ...asked, foldAfter: 1 }), 2);
  t.equal(refsOf(on).length, 2);
  t.equal((await listTips(repository)).length, 5);
  t.equal((await readCondemned(repository.place, 'retired')).length, 1);
});

t.test('whoever is at work in the repository goes first', { skip: onlyInFull }, async t => {
  const { repository } = await runsBench(t, 2);
  const asked = { repository, author: AUTHOR, env: {}, now: NOW, foldAfter: 1 };
  writeFileSync(join(repository.place.commonDir, 'gc.pid'), `${process.pid} ${hostname()}`);
  t.equal(await foldAside(asked), 0);
  t.equal((await listTips(repository)).filter(({ page }) => page !== undefined).length, 0);
});

t.test('where the remote cannot be reached nothing is folded, and it is said why', async t => {
  const { repository } = await runsBench(t, 2);
  const openRemote = () => Promise.reject(new RemoteError('origin', 'nothing answers there'));
  const asked = { repository, author: AUTHOR, env: {}, now: NOW, foldAfter: 1, openRemote };
  t.same(await foldMany(asked), { folded: 0, unfolded: 'origin: nothing answers there' });
  t.equal(await foldAside(asked), 0);
});
