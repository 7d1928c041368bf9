import { join } from 'node:path';
import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import { planRecords } from '../../src/share/plan-records.ts';
import { changeExperiment, createExperiment, listExperiments } from '../../src/store/experiments.ts';
import { loadRun } from '../../src/store/load.ts';
import { type Clone, team } from '../support/clones.ts';
import { addVersion, createModel } from '../support/registered-models.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test(
  'an experiment that two clones have created is one; what was changed on both sides is told',
  async t => {
    const { clones } = await team(t, 2);
    const [here, other] = clones as [Clone, Clone];
    const write = (clone: Clone, now: number) => ({ repository: clone.repository, author: AUTHOR, now });
    await createExperiment(write(here, NOW), { name: 'digits' });
    await createExperiment(write(other, NOW + 5000), { name: 'digits' });
    other.git('fetch', '-q', here.path, 'refs/runs/experiments/*:refs/run-incoming/x/*');
    const plan = async () => {
      const records = await other.repository.refs.list(['refs/runs/experiments/']);
      const ours = new Map(records.map(({ name }) => [name, here.refs()[0]?.split(' ')[0] as string]));
      return planRecords(other.repository, records, {
        there: { prefix: 'refs/runs/', ours, published: [] },
        shown: 'origin',
        runs: [],
        isAll: true,
      });
    };
    t.same(await plan(), { changes: [], refused: [] });
    const [experiment] = await listExperiments(other.repository);
    await changeExperiment(write(other, NOW + 6000), experiment as never, { description: 'x' });
    t.match(await plan(), { changes: [], refused: [{ remedy: /git run fetch/ }] });
  },
);

t.test('what is there in the place of an experiment, and is none, is told with how to remove it', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const { id } = (await here.experiment('digits')) as { id: string };
  const name = `refs/runs/experiments/${id}`;
  const plan = async (oid: string) => {
    const records = await here.repository.refs.list(['refs/runs/experiments/']);
    const there = { prefix: 'refs/heads/runs/', ours: new Map([[name, oid]]), published: [] };
    return planRecords(here.repository, records, { there, shown: 'origin', runs: [], isAll: true });
  };
  const blob = here.git('hash-object', '-w', join(here.path, '.git', 'HEAD'));
  for (const oid of [blob, here.git('commit-tree', '-m', 'x', 'HEAD^{tree}')])
    t.match(await plan(oid), {
      changes: [],
      refused: [
        {
          why: /is no experiment/,
          remedy: new RegExp(`^git push origin :refs/heads/runs/experiments/${id} `),
        },
      ],
    });
  here.git('update-index', '--add', '--cacheinfo', `100644,${blob},experiment.json`);
  const hurt = here.git('commit-tree', '-m', 'x', here.git('write-tree'));
  t.match(await plan(hurt), { changes: [], refused: [{ why: /changed there/ }] }, 'one that cannot be read');
});

t.test('with some runs those registered models go that have versions of them', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const run = await here.save();
  const write = { repository: here.repository, author: AUTHOR, now: NOW };
  const model = await createModel(write, 'iris');
  await createModel(write, 'other');
  await addVersion(write, model, { run: run.id });
  const records = await here.repository.refs.list(['refs/runs/registry/']);
  const there = { prefix: 'refs/runs/', ours: new Map(), published: [] };
  const runs = [await loadRun(here.repository.objects, here.git('rev-parse', runRef(run.id)))];
  const plan = { there, shown: 'origin', isAll: false };
  t.match((await planRecords(here.repository, records, { ...plan, runs })).changes, [
    { name: `refs/runs/registry/${model.id}` },
  ]);
  t.same((await planRecords(here.repository, records, { ...plan, runs: [] })).changes, []);
});
