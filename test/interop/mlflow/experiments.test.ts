import t from 'tap';
import { experimentNameOf } from '../../../src/interop/mlflow/experiment-json.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t, { settings: { experiment: 'chosen' } });
const { experiments } = bench.tracking;

t.test('runs that name no experiment go where the settings say', async t => {
  const chosen = await experiments.forRuns('0');
  t.equal(chosen.name, 'chosen');
  t.equal((await experiments.forRuns('0')).id, chosen.id);
  t.equal((await experiments.get('0')).name, 'default');
  t.equal(await experiments.idOf('chosen'), chosen.id);
  t.equal(await experiments.nameNow(chosen.id, 'then'), 'chosen');
  t.equal(await experiments.nameNow('unknown', 'then'), 'then');
});

t.test('changes that are made at once are all made', async t => {
  const { id } = await experiments.create('tagged', {});
  const add = (key: string) => experiments.change(id, ({ tags }) => ({ tags: { ...tags, [key]: '' } }));
  await Promise.all(['a', 'b', 'c'].map(add));
  t.same(Object.keys((await experiments.get(id)).tags).sort(), ['a', 'b', 'c']);
});

t.test('a name is there once', async t => {
  await experiments.create('other', {});
  await t.rejects(experiments.create('other', {}), { message: /already exists/ });
  const { id } = await experiments.byName('other');
  await t.rejects(
    experiments.change(id, () => ({ name: 'tagged' })),
    { message: /already exists/ },
  );
  for (const name of ['default', 'Default'])
    await t.rejects(
      experiments.change(id, () => ({ name: experimentNameOf(name) })),
      { message: /already exists/ },
    );
  await experiments.change('0', ({ name }) => ({ name }));
  await t.rejects(experiments.byName('none'), { message: /Could not find experiment with name 'none'/ });
  t.ok((await experiments.byWireId()).has('0'));
});
