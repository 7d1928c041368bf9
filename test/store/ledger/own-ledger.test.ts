import t from 'tap';
import { changeLedger } from '../../../src/store/ledger/own-ledger.ts';
import { listTombstones } from '../../../src/store/ledger/tombstones.ts';
import { listTips } from '../../../src/store/tips.ts';
import { blob, entriesOf, rawTree } from '../../support/damage.ts';
import { folded, nth, refsOf, runsBench } from '../../support/folding.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR } from '../../support/store-bench.ts';

t.test('what goes for good leaves no history behind, and the rest is as it was', async t => {
  const { repository, on } = await runsBench(t, 3);
  await folded(repository);
  const [keep = '', ledger = ''] = refsOf(on);
  const old = [on.git('rev-parse', keep), on.git('rev-parse', ledger)];
  const retired: string[] = [];
  const pages = {
    drop: new Set([nth(1)]),
    retire: async (commits: readonly string[]) => void retired.push(...commits),
  };
  await changeLedger({ repository, author: AUTHOR, now: NOW }, { message: 'drop', pages });
  t.same(retired.sort(), old.sort());
  t.equal(on.git('rev-list', '--count', ledger), '1');
  t.same(
    (await listTips(repository)).map(({ id }) => id),
    [nth(2), nth(0)],
  );
  t.notMatch(on.git('log', '-p', ledger), 'run-1');
  t.same(refsOf(on), [keep.replace(/1$/, '2'), ledger]);
  t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
  await changeLedger({ repository, author: AUTHOR, now: NOW }, { message: 'drop', pages });
  t.equal(on.git('rev-list', '--count', ledger), '1', 'what is not there is no change');
});

t.test('the last of all leaves a ledger without a page', async t => {
  const { repository, on } = await runsBench(t, 1);
  await folded(repository);
  const pages = { drop: new Set([nth(0)]), retire: async () => {} };
  await changeLedger({ repository, author: AUTHOR, now: NOW }, { message: 'drop', pages });
  t.same(await listTips(repository), []);
  const [ledger = '', ...more] = refsOf(on);
  t.same(more, []);
  t.equal(on.git('ls-tree', '-r', '--name-only', ledger), 'ledger.json');
});

t.test('tombstones and folders of a newer git-run stay when pages change', async t => {
  const { repository, on } = await runsBench(t, 1);
  await folded(repository);
  const [, ledger = ''] = refsOf(on);
  const newer = rawTree(on, [['100644', 'a', blob(on, '{}\n')]]);
  const tree = rawTree(on, [...entriesOf(on, ledger), ['40000', 'zzz', newer]]);
  on.git('update-ref', ledger, on.git('commit-tree', tree, '-p', ledger, '-m', 'newer'));
  for (const drop of [new Set([nth(7)]), new Set([nth(0)])])
    await changeLedger(
      { repository, author: AUTHOR, now: NOW },
      { message: 'drop', pages: { drop, retire: async () => {} } },
    );
  t.equal(on.git('cat-file', 'blob', `${ledger}:zzz/a`), '{}');
  t.same(await listTombstones(repository), []);
});
