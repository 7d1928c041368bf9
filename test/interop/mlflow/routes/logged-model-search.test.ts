import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, begin } = bench;
const run = await begin();
for (const [at, name] of ['a', 'b', 'c'].entries()) {
  const asked = { experiment_id: '0', name, source_run_id: run, params: [{ key: 'p', value: name }] };
  const { model } = await post('logged-models', asked);
  await post('runs/log-metric', {
    run_id: run,
    key: 'acc',
    value: at,
    timestamp: 1,
    model_id: model.info.model_id,
  });
}
const search = async (asked: object) =>
  ((await post('logged-models/search', { experiment_ids: ['0'], ...asked })).models ?? []).map(
    ({ info }: { info: { name: string } }) => info.name,
  );

t.test('models are searched by what they are and what was measured of them', async t => {
  const ask = async () => {
    t.same((await search({})).sort(), ['a', 'b', 'c']);
    t.same(await search({ filter: "name = 'b'" }), ['b']);
    t.same(
      await search({
        filter: "params.p IN ('a', 'c')",
        order_by: [{ field_name: 'name', ascending: false }],
      }),
      ['c', 'a'],
    );
    t.same(await search({ filter: 'metrics.acc >= 1', order_by: [{ field_name: 'metrics.acc' }] }), [
      'b',
      'c',
    ]);
    t.same(await search({ filter: `source_run_id = '${run}' and status = 'LOGGED_MODEL_READY'` }), []);
    t.same(await search({ experiment_ids: ['none'] }), []);
  };
  await ask();
  await bench.restart();
  await ask();
});

t.test('some are told at a time', async t => {
  const order_by = [{ field_name: 'name' }];
  const first = await post('logged-models/search', { experiment_ids: ['0'], max_results: 2, order_by });
  t.equal(first.models.length, 2);
  t.same(await search({ max_results: 2, order_by, page_token: first.next_page_token }), ['c']);
  t.match(await bench.refusal('logged-models/search', { filter: 'x y z' }), /Invalid/);
});
