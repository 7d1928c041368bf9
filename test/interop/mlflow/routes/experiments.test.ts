import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get, refusal } = bench;
const create = async (name: string, more = {}) =>
  (await post('experiments/create', { name, ...more })).experiment_id;
const search = async (asked: object) =>
  (await post('experiments/search', { max_results: 100, ...asked })).experiments?.map(
    ({ name }: { name: string }) => name,
  );

t.test('there is always one for runs that name none', async t => {
  t.match((await get('experiments/get', { experiment_id: '0' })).experiment, {
    ...{ experiment_id: '0', name: 'Default', lifecycle_stage: 'active' },
  });
  t.match(await refusal('experiments/create', { name: 'Default' }), /^RESOURCE_ALREADY_EXISTS/);
  await post('experiments/set-experiment-tag', { experiment_id: '0', key: 'a', value: 'b' });
  t.same((await get('experiments/get', { experiment_id: '0' })).experiment.tags, [{ key: 'a', value: 'b' }]);
});

t.test('one is created once, and found by its name and its id', async t => {
  const id = await create('one', { tags: [{ key: 'k', value: 'v' }], artifact_location: 's3://bucket' });
  const byName = await get('experiments/get-by-name', { experiment_name: 'one' });
  t.match(byName.experiment, {
    experiment_id: id,
    artifact_location: 's3://bucket',
    tags: [{ key: 'k', value: 'v' }],
  });
  t.same(await get('experiments/get', { experiment_id: id }), byName);
  t.match(await refusal('experiments/create', { name: 'one' }), /^RESOURCE_ALREADY_EXISTS/);
  const { status, json } = await bench.send(
    'GET',
    '/api/2.0/mlflow/experiments/get-by-name?experiment_name=none',
  );
  t.equal(status, 404);
  t.same(json, {
    error_code: 'RESOURCE_DOES_NOT_EXIST',
    message: "Could not find experiment with name 'none'",
  });
});

t.test('of several that ask for one name at once, one creates it', async t => {
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      bench.send('POST', '/api/2.0/mlflow/experiments/create', { body: { name: 'race' } }),
    ),
  );
  t.same(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400]);
});

t.test('it is renamed, tagged, put into the trash and taken out', async t => {
  const experiment_id = await create('old');
  await post('experiments/update', { experiment_id, new_name: 'new' });
  await post('experiments/set-experiment-tag', { experiment_id, key: 'k', value: 'v' });
  t.match((await get('experiments/get', { experiment_id })).experiment, {
    name: 'new',
    tags: [{ key: 'k' }],
  });
  await post('experiments/delete-experiment-tag', { experiment_id, key: 'k' });
  t.match(
    await refusal('experiments/delete-experiment-tag', { experiment_id, key: 'k' }),
    /^RESOURCE_DOES_NOT_EXIST/,
  );
  await post('experiments/delete', { experiment_id });
  t.equal(
    (await get('experiments/get-by-name', { experiment_name: 'new' })).experiment.lifecycle_stage,
    'deleted',
  );
  t.match(
    await refusal('runs/create', { experiment_id }),
    /must be in the 'active' state. Current state is deleted/,
  );
  t.match(await refusal('experiments/create', { name: 'new' }), /^RESOURCE_ALREADY_EXISTS/);
  t.notOk((await search({})).includes('new'));
  t.same(await search({ view_type: 'DELETED_ONLY' }), ['new']);
  await post('experiments/restore', { experiment_id });
  t.ok((await search({})).includes('new'));
});

t.test('they are searched by name, time and tag, some at a time', async t => {
  for (const name of ['s1', 's2', 's3']) await create(name, { tags: [{ key: 'kind', value: name }] });
  t.same(await search({ filter: "name LIKE 's_'", order_by: ['name DESC'] }), ['s3', 's2', 's1']);
  t.same(await search({ filter: "tags.kind = 's2'" }), ['s2']);
  const first = await post('experiments/search', {
    max_results: 2,
    filter: "name LIKE 's_'",
    order_by: ['name'],
  });
  t.same(await search({ page_token: first.next_page_token, filter: "name LIKE 's_'", order_by: ['name'] }), [
    's3',
  ]);
  const query = '/api/2.0/mlflow/experiments/search?max_results=1';
  t.equal((await bench.send('GET', query)).json.experiments.length, 1);
  t.match(await refusal('experiments/search', {}), /Invalid value 0 for parameter 'max_results' supplied/);
});
