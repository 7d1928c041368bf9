import t from 'tap';
import { namesOfLedger, planLedger } from '../../src/share/plan-ledger.ts';
import { fold } from '../../src/store/ledger/fold.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('what keeps pages and the ledger are to be sent, and what is stale there deleted', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const { repository } = here;
  const known = [here.git('rev-parse', 'HEAD')];
  const plan = (ours: [string, string][] = [], withHistory = false) =>
    planLedger(repository, { ours: new Map(ours), known, withHistory });
  t.same(await namesOfLedger(repository), []);
  t.match(await plan(), { keeps: [], ledger: [], folded: 0 });
  await here.save();
  await here.save();
  await repository.space.alone(() => fold({ repository, author: AUTHOR, now: NOW, retire: async () => {} }));
  const [ledger = '', pattern = ''] = await namesOfLedger(repository);
  const refs = new Map(here.refs().map(line => line.split(' ').reverse() as [string, string]));
  const keep = [...refs.keys()].find(name => name.includes('ledger-keep')) as string;
  t.ok(keep.startsWith(pattern.slice(0, -1)));
  t.strictSame(await plan(), {
    keeps: [{ name: keep, to: refs.get(keep) }],
    ledger: [{ name: ledger, to: refs.get(ledger) }],
    stale: [],
    folded: 2,
    refused: [],
  });
  const old = `${pattern.slice(0, -1)}99`;
  t.match(
    await plan([
      [keep, refs.get(keep) as string],
      [ledger, 'x'],
      [old, 'y'],
    ]),
    {
      keeps: [],
      ledger: [{ name: ledger, from: 'x', to: refs.get(ledger) }],
      stale: [{ name: old, from: 'y' }],
      folded: 0,
    },
  );
  const unpublished = await planLedger(repository, { ours: new Map(), known: [], withHistory: false });
  t.match(unpublished, { keeps: [], ledger: [], refused: [{ ref: ledger, why: /commits of your own/ }] });
  const all = await planLedger(repository, { ours: new Map(), known: [], withHistory: true });
  t.match(all, { keeps: [{ name: keep }], refused: [] });
});
