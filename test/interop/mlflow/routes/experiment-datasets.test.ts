import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, refusal, begin } = bench;
const { experiment_id: other } = await post('experiments/create', { name: 'other' });
const input = (name: string, context?: string) => ({
  dataset: { name, digest: `of ${name}`, source_type: 'local', source: '{}' },
  tags: context === undefined ? [] : [{ key: 'mlflow.data.context', value: context }],
});
const read = async (experiment_id: string, ...datasets: object[]) => {
  const run_id = await begin({ experiment_id });
  await post('runs/log-inputs', { run_id, datasets });
  return run_id;
};
const asked = async (...experiment_ids: string[]) =>
  (await post('experiments/search-datasets', { experiment_ids })).dataset_summaries;
const summary = (experiment_id: string, name: string, context?: string) => ({
  ...{ experiment_id, name, digest: `of ${name}` },
  ...(context === undefined ? {} : { context }),
});

t.test('each data set of an experiment is told once, of runs that have ended and that go on', async t => {
  await read('0', input('a', 'train'), input('b'));
  await read('0', input('a', 'train'));
  await bench.restart();
  await read('0', input('a', 'train'), input('c'));
  await read(other, input('a', 'train'));
  const own = [summary('0', 'a', 'train'), summary('0', 'b'), summary('0', 'c')];
  const byName = (all: { name: string }[]) => all.toSorted((one, two) => (one.name < two.name ? -1 : 1));
  t.same(byName(await asked('0')), own);
  t.same((await asked(other, '0')).slice(0, 1), [summary(other, 'a', 'train')]);
  t.equal(await asked('none'), undefined);
});

t.test('what is in the trash is not told', async t => {
  const run_id = await read(other, input('gone'));
  await post('runs/delete', { run_id });
  t.same(await asked(other), [summary(other, 'a', 'train')]);
});

t.test('a request is for one experiment to twenty', async t => {
  t.match(await refusal('experiments/search-datasets', {}), /at least one experiment_id/);
  const many = Array.from({ length: 21 }, () => '0');
  t.match(
    await refusal('experiments/search-datasets', { experiment_ids: many }),
    /more than 20.*Received 21/,
  );
  const { status } = await bench.send('POST', '/ajax-api/2.0mlflow/experiments/search-datasets', {
    body: { experiment_ids: ['0'] },
  });
  t.equal(status, 200, 'as MLflow’s own page asks');
});
