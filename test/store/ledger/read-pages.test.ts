import t from 'tap';
import type { Objects, Repository } from '../../../src/git/repository.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import { changeLedger } from '../../../src/store/ledger/own-ledger.ts';
import { findFolded, listPages, readNewest, readPages } from '../../../src/store/ledger/read-pages.ts';
import { blob, rawTree } from '../../support/damage.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const commit = on.git('rev-parse', 'HEAD');
const idOf = (n: number): RunId => idAt(NOW + n * 1000);
await changeLedger(
  { repository, author: AUTHOR, now: NOW },
  {
    message: 'fold',
    pages: {
      add: Array.from({ length: 3500 }, (_, n) => ({ id: idOf(n), commit })),
      retire: async () => {},
    },
  },
);
const ledgers = await repository.refs.list(['refs/runs/ledger/*']);
const pages = await listPages(repository, ledgers);

/** Counts the names that are asked for. */
function counting(): { repository: Repository; read: () => number } {
  let count = 0;
  const read: Objects['read'] = (names, most) => {
    count += names.length;
    return repository.objects.read(names, most);
  };
  return { repository: { ...repository, objects: { ...repository.objects, read } }, read: () => count };
}

t.test('the newest are found without opening older pages', async t => {
  t.equal(pages.length, 4);
  for (const [count, opened] of [
    [1, 1],
    [500, 1],
    [501, 2],
    [1600, 3],
  ] as const) {
    const counted = counting();
    const newest = await readNewest(counted.repository, pages, count);
    t.ok(newest.length >= count);
    t.ok(newest.some(({ id }) => id === idOf(3499)) && newest.some(({ id }) => id === idOf(3500 - count)));
    t.equal(counted.read(), opened, `${count}`);
  }
  t.equal((await readNewest(repository, pages, Number.POSITIVE_INFINITY)).length, 3500);
});

t.test('a run is found on its page alone', async t => {
  const counted = counting();
  const found = await findFolded(counted.repository, pages, [idOf(1234), idAt(NOW - 1)]);
  t.match(found, [{ id: idOf(1234), commit, page: { number: 2, ledger: ledgers[0]?.oid } }]);
  t.equal(counted.read(), 1);
});

t.test('ledgers of any kind are read as far as they can be', async t => {
  const [first, last] = [idOf(1), idOf(9)];
  const line = `${idOf(5)} ${commit}\n`;
  const folder = rawTree(on, [
    ['100644', `1-${first}-${last}`, blob(on, `${line}junk\n${idOf(10)} ${commit}\n`)],
    ['100644', `2-${first}-${last}`, '1'.repeat(40)],
    ['40000', `3-${first}-${last}`, rawTree(on, [])],
    ['160000', `4-${first}-${last}`, commit],
    ['100644', '../../x', blob(on, line)],
    ['100644', 'README', blob(on, line)],
  ]);
  const trees = [folder, blob(on, 'no folder')].map(oid =>
    rawTree(on, [[oid === folder ? '40000' : '100644', 'pages', oid]]),
  );
  const made = trees.map(tree => on.git('commit-tree', tree, '-m', 'hostile'));
  const hostile = [...made, commit, blob(on, 'x'), '1'.repeat(40)].map((oid, n) => ({
    name: `refs/runs/ledger/${n}`,
    oid,
  }));
  const found = await listPages(repository, [...hostile, ...ledgers]);
  const tips = await readPages(repository, found);
  t.same(
    tips.filter(({ page }) => page.writer === '0').map(({ id }) => id),
    [idOf(5)],
  );
  t.equal(tips.length, 3501, 'and they hide no other');
});
