import t from 'tap';
import { checkLedgers } from '../../../src/store/ledger/check-ledger.ts';
import { changeLedger } from '../../../src/store/ledger/own-ledger.ts';
import { takeOver } from '../../../src/store/ledger/take-over.ts';
import { loadTip } from '../../../src/store/list.ts';
import { findTip, listTips } from '../../../src/store/tips.ts';
import { bring, type Clone, cloneOf, edit, folded, nth, refsOf, runsBench } from '../../support/folding.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR } from '../../support/store-bench.ts';

async function taken({ repository }: Clone, ...numbers: number[]): Promise<string[]> {
  const retired: string[] = [];
  const write = { repository, author: AUTHOR, now: NOW };
  await takeOver(write, new Set(numbers.map(nth)), async commits => void retired.push(...commits));
  return retired;
}

/** A clone that has three runs from another one's ledger alone. */
async function bench(t: Parameters<typeof runsBench>[0]) {
  const there = await runsBench(t, 3);
  await folded(there.repository);
  return { there, here: await cloneOf(t, there.on) };
}

t.test("another clone's ledger is as it was, and lets go of a run that is to go here", async t => {
  const { there, here } = await bench(t);
  const before = await listTips(here.repository);
  const [keep = '', ledger = ''] = refsOf(here.on);
  const commits = [here.on.git('rev-parse', keep), here.on.git('rev-parse', ledger)];
  t.same(await taken(here, 1), [commits[0]]);
  t.notOk(refsOf(here.on).includes(keep));
  t.equal(here.on.git('rev-parse', ledger), commits[1]);
  t.same(
    (await listTips(here.repository)).map(({ id, commit }) => ({ id, commit })),
    before.map(({ id, commit }) => ({ id, commit })),
  );
  here.on.git('reflog', 'expire', '--expire=all', '--all');
  here.on.git('gc', '-q', '--prune=now');
  await here.repository.close();
  for (const n of [0, 2]) {
    const tip = (await findTip(here.repository, nth(n))) as never;
    t.match(await loadTip(here.repository, tip), { run: { name: `run-${n}` } });
  }
  t.throws(() => here.on.git('cat-file', '-e', before[1]?.commit as string));
  t.same((await checkLedgers(here.repository)).hurt, []);
  t.same(await taken(here, 1), [], 'once is enough');
  t.match((await listTips(there.repository)).length, 3);
});

t.test('what was edited apart of the others is in one commit first', async t => {
  const { there, here } = await bench(t);
  await edit(here.repository, nth(2), { kind: 'tag', key: 'a', value: 'here' });
  await folded(here.repository);
  await edit(there.repository, nth(2), { kind: 'tag', key: 'b', value: 'there' });
  await folded(there.repository);
  bring(there.on, here.on);
  await taken(here, 0);
  here.on.git('reflog', 'expire', '--expire=all', '--all');
  here.on.git('gc', '-q', '--prune=now');
  await here.repository.close();
  const tip = (await findTip(here.repository, nth(2))) as never;
  t.match(await loadTip(here.repository, tip), { run: { tags: { a: 'here', b: 'there' } } });
  const [one] = await listTips(here.repository);
  t.equal(one?.id, nth(2));
});

t.test('lines of what never was there are not taken over', async t => {
  const { here } = await bench(t);
  const [, ledger = ''] = refsOf(here.on);
  const lines = [nth(0), nth(1), nth(2)].map((id, n) => `${id} ${String(n + 1).repeat(40)}\n`);
  const name = here.on.git('ls-tree', '--name-only', `${ledger}:pages`);
  await here.repository.objects.commit([
    {
      ref: ledger,
      parent: here.on.git('rev-parse', ledger),
      changes: [{ path: `pages/${name}`, mode: '100644', content: lines.join('') }],
      author: AUTHOR,
      time: 1,
      message: 'hostile\n',
    },
  ]);
  await taken(here, 1);
  const own = { drop: new Set([nth(9)]), retire: async () => {} };
  await changeLedger({ repository: here.repository, author: AUTHOR, now: NOW }, { message: 'x', pages: own });
  t.equal(here.on.git('fsck', '--strict', '--no-dangling'), '');
});
