import t from 'tap';
import { keptRuns, runsKeptBy } from '../../../src/store/ledger/kept-runs.ts';
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

t.test('what is of another form keeps nothing', async t => {
  const { repository, on } = await runsBench(t, 2);
  await folded(repository);
  const [keep = ''] = on.git('for-each-ref', '--format=%(objectname)', 'refs/runs/ledger-keep').split('\n');
  const [page = '', blob = ''] = [
    on.git('rev-parse', `${keep}^`),
    on.git('rev-parse', `${keep}^^1:run.json`),
  ];
  const kept = await runsKeptBy(repository.objects, [blob, page, '1'.repeat(40), keep]);
  t.same(kept.slice(0, 3), [[], [], []]);
  t.equal(kept[3]?.length, 2);
});
