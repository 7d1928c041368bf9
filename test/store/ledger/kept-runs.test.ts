import t from 'tap';
import { keptRuns } from '../../../src/store/ledger/kept-runs.ts';
import { listTips } from '../../../src/store/tips.ts';
import { cloneOf, folded, runsBench } from '../../support/folding.ts';

t.test('what this clone keeps, and what others do, is kept', async t => {
  const on = await runsBench(t, 3);
  t.same(await keptRuns(on.repository), new Set());
  const commits = (await listTips(on.repository)).map(({ commit }) => commit);
  await folded(on.repository);
  t.same([...(await keptRuns(on.repository))].sort(), commits.sort());
  const there = await cloneOf(t, on.on);
  t.same([...(await keptRuns(there.repository))].sort(), commits.sort());
});
