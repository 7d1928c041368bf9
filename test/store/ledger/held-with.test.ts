import t from 'tap';
import { heldWith } from '../../../src/store/ledger/held-with.ts';
import { findTip } from '../../../src/store/tips.ts';
import { folded, nth, refsOf, runsBench } from '../../support/folding.ts';

t.test('a folded run is kept with others, one that has a ref with none', async t => {
  const { repository, on } = await runsBench(t, 2);
  t.same(await heldWith(repository, new Set([nth(0)])), { keeps: [], others: [] });
  await folded(repository);
  const [keep = ''] = refsOf(on);
  const other = await findTip(repository, nth(1));
  t.match(await heldWith(repository, new Set([nth(0)])), {
    keeps: [{ name: keep, oid: on.git('rev-parse', keep) }],
    others: [other?.commit],
  });
  t.same(await heldWith(repository, new Set([nth(7)])), { keeps: [], others: [] });
});
