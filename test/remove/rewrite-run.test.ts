import t from 'tap';
import { planPurge } from '../../src/remove/plan-purge.ts';
import { rewriteRun } from '../../src/remove/rewrite-run.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { findTip } from '../../src/store/tips.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('a run is one commit again, by its own author and of its own time, on the same ref', async t => {
  const { repository, stored, edit, on, refs } = await removalBench(t);
  const { id, source } = await stored({ 'artifacts/a': 'a', 'artifacts/b': 'b' }, { sources: { s: 's' } });
  const first = on.git('rev-parse', `refs/runs/${id}`);
  await edit(id, [{ kind: 'tag', key: 'x', value: 'y' }]);
  const tip = (await findTip(repository, id)) as RunTip;
  const plan = await planPurge(repository, { ...tip, paths: ['a'], begun: new Set() });
  const { commit } = await rewriteRun(repository, plan);
  t.equal(on.git('rev-parse', `refs/runs/${id}`), commit);
  t.equal(on.git('rev-parse', `${commit}^`), source.commit);
  const show = (of: string) => on.git('log', '-1', '--format=%an %ae %at %B', of);
  t.equal(show(commit), show(first));
  t.equal(on.git('rev-parse', `${commit}:annotations`), on.git('rev-parse', `${tip.commit}:annotations`));
  t.same(refs('refs/run-live'), []);
  await edit(id, [{ kind: 'untag', key: 'x' }]);
  await t.rejects(rewriteRun(repository, plan), { code: 'ref-conflict' });
});

t.test('a source without a parent stays one', async t => {
  const { repository, on, stored } = await removalBench(t);
  const { id, source } = await stored({}, { sources: { s: 's' } });
  const root = on.git('commit-tree', source.tree, '-m', `Source of run ${id}`);
  const plan = async () =>
    planPurge(repository, { ...((await findTip(repository, id)) as RunTip), paths: ['s'], begun: new Set() });
  const planned = await plan();
  const orphan = {
    ...planned,
    loaded: { ...planned.loaded, run: { ...planned.loaded.run, source: { ...source, commit: root } } },
    first: { ...planned.first, source: { ...planned.first.source, parents: [] } },
  };
  const { commit } = await rewriteRun(repository, orphan);
  t.equal(on.git('rev-list', '--count', commit), '2');
});
