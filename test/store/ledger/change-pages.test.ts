import fc from 'fast-check';
import t from 'tap';
import type { Ref } from '../../../src/git/repository.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import {
  dropKeeps,
  keepPages,
  listKeeps,
  namesOfPages,
  openPages,
  planPages,
} from '../../../src/store/ledger/change-pages.ts';
import { changeLedger } from '../../../src/store/ledger/own-ledger.ts';
import { MOST_RUNS, nameOf } from '../../../src/store/ledger/page.ts';
import { knownWriter } from '../../../src/store/ledger/writer.ts';
import { loosen, removeObject } from '../../support/damage.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const idOf = (n: number): RunId => idAt(NOW + n);
const lineOf = (n: number, commit = 'a') => ({ id: idOf(n), commit: commit.repeat(40) });
const openOf = (number: number, lines: readonly ReturnType<typeof lineOf>[]) => ({
  page: { ...nameOf(number, lines), writer: 'w', ledger: 'l', oid: 'o' },
  lines,
});

t.test(
  'after any change each run has one line, where it belongs, and full pages are left alone',
  async () => {
    const numbers = fc.uniqueArray(fc.nat({ max: 3000 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.nat({ max: 2500 }), numbers, numbers, (count, added, dropped) => {
        const old = Array.from({ length: count }, (_, n) => lineOf(n));
        const pages = Array.from({ length: Math.ceil(count / MOST_RUNS) }, (_, at) =>
          openOf(at + 1, old.slice(at * MOST_RUNS, (at + 1) * MOST_RUNS)),
        );
        const add = added.map(n => lineOf(n, 'b'));
        const drop = new Set(dropped.map(idOf));
        const plan = planPages(pages, { add, drop }, 10);
        const gone = new Set(plan.gone.map(({ number }) => number));
        const after = [
          ...pages.filter(({ page }) => !gone.has(page.number)).flatMap(({ lines }) => lines),
          ...plan.made.flatMap(({ lines }) => lines),
        ].sort((one, other) => (one.id < other.id ? -1 : 1));
        const wanted = new Map(old.filter(({ id }) => !drop.has(id)).map(line => [line.id, line]));
        for (const line of add) wanted.set(line.id, line);
        const expected = [...wanted.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
        return (
          JSON.stringify(after) === JSON.stringify(expected) &&
          plan.made.every(({ number, lines }, at) => number === 10 + at && lines.length <= MOST_RUNS) &&
          plan.isForGood === dropped.some(n => n < count)
        );
      }),
    );
    const full = openOf(
      1,
      Array.from({ length: MOST_RUNS }, (_, n) => lineOf(n)),
    );
    t.same(planPages([full], { add: [lineOf(5000)] }, 2).gone, []);
    t.same(planPages([full], {}, 2), { gone: [], made: [], isForGood: false });
  },
);

t.test('what keeps a page has its runs behind it, and is a ref by its number', async t => {
  const { repository, on } = await storeBench(t);
  const commits = [1, 2, 3].map(n => on.git('commit-tree', 'HEAD^{tree}', '-m', String(n)));
  const lines = [...commits, commits[0]].map((commit, n) => ({ id: idOf(n), commit: commit as string }));
  await keepPages({ repository, writer: 'w', author: AUTHOR }, [{ ...nameOf(4, lines), lines }]);
  const keeps = await listKeeps(repository, 'w');
  t.match(keeps, [{ name: 'refs/runs/ledger-keep/w/4', number: 4 }]);
  t.equal(on.git('log', '-1', '--format=%P', 'refs/runs/ledger-keep/w/4^'), commits.join(' '));
  t.match(
    on.git('log', '-1', '--format=%P %ct', 'refs/runs/ledger-keep/w/4'),
    /^\w+ 0$/,
    'no server reads on',
  );
  on.git('update-ref', 'refs/runs/ledger-keep/w/none', 'HEAD');
  t.equal((await listKeeps(repository, 'w')).length, 1);
  const retired: string[] = [];
  await dropKeeps(repository, keeps, async gone => void retired.push(...gone));
  t.same(retired, [keeps[0]?.oid]);
  t.same(await listKeeps(repository, 'w'), []);
});

t.test('an own ledger that cannot be read is not taken for an empty one', async t => {
  const { repository, on } = await storeBench(t);
  const add = [{ id: idOf(1), commit: on.git('rev-parse', 'HEAD') }];
  const retire = async () => void t.fail('nothing may go');
  const write = { repository, author: AUTHOR, now: NOW };
  await changeLedger(write, { message: 'fold', pages: { add, retire } });
  const [ledger] = (await repository.refs.list(['refs/runs/ledger/*'])) as [Ref];
  t.match(await openPages(repository, ledger), [{ lines: add }]);
  loosen(on);
  for (const name of [
    `${ledger.oid}:pages/1-${idOf(1)}-${idOf(1)}`,
    `${ledger.oid}:pages`,
    `${ledger.oid}^{tree}`,
  ]) {
    removeObject(on, on.git('rev-parse', name));
    await repository.close();
    if (!name.includes('pages/'))
      await t.rejects(namesOfPages(repository, ledger), { code: 'corrupt-record' });
    await t.rejects(openPages(repository, ledger), { code: 'corrupt-record' });
    const more = { add: [{ ...add[0], id: idOf(2) }] as typeof add, retire };
    await t.rejects(changeLedger(write, { message: 'fold', pages: more }), { code: 'corrupt-record' });
    const writer = (await knownWriter(repository.place)) ?? '';
    t.equal((await listKeeps(repository, writer)).length, 1, 'what keeps it is still there');
  }
});
