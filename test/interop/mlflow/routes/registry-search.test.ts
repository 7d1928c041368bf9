import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get } = bench;
const PROMPT = 'mlflow.prompt.is_prompt';
const models = async (query: Record<string, string> = {}) =>
  ((await get('registered-models/search', query)).registered_models ?? []).map(
    ({ name }: { name: string }) => name,
  );
const versions = async (query: Record<string, string> = {}) =>
  ((await get('model-versions/search', query)).model_versions ?? []).map(
    ({ name, version }: { name: string; version: string }) => `${name} ${version}`,
  );
const refused = async (path: string, query: Record<string, string>) => {
  const { status, json } = await bench.send('GET', `/api/2.0/mlflow/${path}?${new URLSearchParams(query)}`);
  return `${status} ${json.message}`;
};

t.test('where there is none nothing is found', async t => {
  t.same(await get('registered-models/search'), {});
  t.same(await get('model-versions/search'), {});
});

t.test('models are found by names and tags, those with no tag by what it would not be', async t => {
  await post('registered-models/create', { name: 'b', tags: [{ key: 'team', value: 'x' }] });
  await post('registered-models/create', { name: 'A', tags: [{ key: PROMPT, value: 'false' }] });
  await post('registered-models/create', { name: 'c d', tags: [{ key: 'team', value: 'y' }] });
  await post('registered-models/create', { name: 'hello', tags: [{ key: PROMPT, value: 'true' }] });
  t.same(await models(), ['A', 'b', 'c d'], 'prompts are found by who asks for them');
  for (const [filter, found] of [
    [`tags.\`${PROMPT}\` != 'true'`, ['A', 'b', 'c d']],
    [`tags.\`${PROMPT}\` = 'false'`, ['A', 'b', 'c d']],
    [`tags.\`${PROMPT}\` = 'true'`, ['hello']],
    [`tags.\`${PROMPT}\` != 'true' AND name = 'b'`, ['b']],
    ["tags.team != 'x'", ['c d']],
    ["name LIKE '% d'", ['c d']],
    ["name ILIKE 'a'", ['A']],
    ["name != 'b' and tag.team = 'y'", ['c d']],
  ] as const)
    t.same(await models({ filter }), found, filter);
});

t.test('they come by name, or as is asked, page by page', async t => {
  t.same(await models({ order_by: 'name DESC' }), ['c d', 'b', 'A']);
  t.same(await models({ order_by: 'creation_timestamp ASC' }), ['b', 'A', 'c d']);
  const first = await get('registered-models/search', { max_results: '2' });
  t.match(first, { registered_models: [{ name: 'A' }, { name: 'b' }], next_page_token: String });
  const query = { max_results: '2', page_token: first.next_page_token };
  t.strictSame(await models(query), ['c d']);
  t.notOk((await get('registered-models/search', query)).next_page_token);
});

t.test('versions are found by their numbers, runs, sources and tags', async t => {
  const add = (name: string, source: string, more = {}) =>
    post('model-versions/create', { name, source, ...more });
  await add('b', 's3://b/1', { run_id: 'r1', tags: [{ key: 'k', value: 'v' }] });
  await add('A', 's3://a/1', { run_id: 'r2' });
  await add('b', 's3://b/2', { run_id: 'r3' });
  await add('b', 's3://b/3');
  await add('hello', 'prompt-template', { tags: [{ key: PROMPT, value: 'true' }] });
  await bench.send('DELETE', '/api/2.0/mlflow/model-versions/delete', { body: { name: 'b', version: '3' } });
  const order_by = 'name ASC';
  for (const [filter, found] of [
    ['', ['A 1', 'b 2', 'b 1']],
    ["name = 'b'", ['b 2', 'b 1']],
    ['version_number = 2', ['b 2']],
    ["name='b' and version_number < 2", ['b 1']],
    ["run_id = 'r2'", ['A 1']],
    ["run_id IN ('r1','r2')", ['A 1', 'b 1']],
    ["source_path LIKE 's3://b/%'", ['b 2', 'b 1']],
    ["tags.k = 'v'", ['b 1']],
    [`tags.\`${PROMPT}\` = 'true'`, ['hello 1']],
  ] as const)
    t.same(await versions({ filter, order_by }), found, filter);
  t.same(await versions({ order_by: 'version_number ASC' }), ['A 1', 'b 1', 'b 2']);
  await post('model-versions/set-tag', { name: 'b', version: '1', key: 'later', value: '' });
  t.equal((await versions())[0], 'b 1', 'the one that was changed last comes first');
  t.equal((await versions({ max_results: '1' })).length, 1);
});

t.test('what cannot be asked is said', async t => {
  for (const [path, query, message] of [
    ['registered-models/search', { filter: "size = '1'" }, /^400 Invalid attribute key 'size' specified/],
    ['registered-models/search', { filter: 'name = 5' }, /^400 Expected a quoted string value/],
    ['registered-models/search', { filter: "metrics.x > 'a'" }, /^400 /],
    ['registered-models/search', { order_by: 'run_id' }, /^400 Invalid attribute key 'run_id'/],
    ['registered-models/search', { max_results: '1001' }, /^400 Invalid value 1001 .* at most 1000/],
    ['registered-models/search', { max_results: '0' }, /^400 .*positive integer/],
    ['registered-models/search', { page_token: '%' }, /^400 Invalid page token/],
    ['model-versions/search', { filter: "version_number = '2'" }, /^400 Expected numeric value/],
    ['model-versions/search', { filter: "stage = 'x'" }, /^400 Invalid attribute key 'stage'/],
    ['model-versions/search', { max_results: '200001' }, /^400 Invalid value 200001 .* at most 200000/],
  ] as const)
    t.match(await refused(path, query), message, JSON.stringify(query));
});
