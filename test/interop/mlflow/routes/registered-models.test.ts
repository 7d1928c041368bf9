import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get, refusal } = bench;
const API = '/api/2.0/mlflow/registered-models';
const send = async (method: string, path: string, body: object) => {
  const { status, json } = await bench.send(method, `${API}/${path}`, { body });
  return status === 200 ? json : `${status} ${json.error_code}: ${json.message}`;
};
const model = async (name = 'iris') => (await get('registered-models/get', { name })).registered_model;
const addVersion = (name = 'iris') => post('model-versions/create', { name, source: 's3://b/c' });

t.test('a model is created with all that was said of it, once', async t => {
  const made = await post('registered-models/create', {
    ...{ name: 'iris', description: 'flowers', tags: [{ key: 'b' }, { key: 'team', value: 'a' }] },
  });
  const told = {
    ...{ name: 'iris', description: 'flowers' },
    tags: [
      { key: 'b', value: '' },
      { key: 'team', value: 'a' },
    ],
  };
  t.match(made.registered_model, told);
  t.match(await model(), told);
  t.ok(Math.abs((await model()).creation_timestamp - Date.now()) < 60_000);
  t.equal(
    await refusal('registered-models/create', { name: 'iris' }),
    'RESOURCE_ALREADY_EXISTS: Registered Model (name=iris) already exists.',
  );
  t.match(
    await refusal('registered-models/create', { name: '' }),
    /^INVALID_PARAMETER_VALUE: Missing value for required parameter 'name'/,
  );
  t.match(
    await refusal('registered-models/create', { name: 'x', tags: [{ key: 'a#b', value: '' }] }),
    /^INVALID_PARAMETER_VALUE: Invalid value "a#b" for parameter 'key'/,
  );
});

t.test('what is not there is not found, by any request', async t => {
  const absent = '404 RESOURCE_DOES_NOT_EXIST: Registered Model with name=nobody not found';
  const more = { new_name: 'x', key: 'k', value: 'v', alias: 'a', version: '1' };
  for (const [method, path] of [
    ...[['PATCH', 'update'] as const, ['POST', 'rename'] as const, ['DELETE', 'delete'] as const],
    ...[['POST', 'set-tag'] as const, ['DELETE', 'delete-tag'] as const, ['POST', 'alias'] as const],
    ...[['DELETE', 'alias'] as const, ['POST', 'get-latest-versions'] as const],
  ])
    t.equal(await send(method, path, { name: 'nobody', ...more }), absent, path);
  for (const path of ['get', 'alias', 'get-latest-versions'])
    t.match((await bench.send('GET', `${API}/${path}?name=nobody&alias=a`)).json, {
      message: 'Registered Model with name=nobody not found',
    });
});

t.test('it is described and tagged, and what is taken away is gone', async t => {
  t.match(await send('PATCH', 'update', { name: 'iris', description: 'new' }), {
    registered_model: { description: 'new' },
  });
  await post('registered-models/set-tag', { name: 'iris', key: '__proto__', value: 'x' });
  t.same(await send('DELETE', 'delete-tag', { name: 'iris', key: 'b' }), {});
  t.same(await send('DELETE', 'delete-tag', { name: 'iris', key: 'b' }), {}, 'once more changes nothing');
  t.same((await model()).tags, [
    { key: '__proto__', value: 'x' },
    { key: 'team', value: 'a' },
  ]);
  t.match(
    await refusal('registered-models/set-tag', { name: 'iris', key: 'k', value: 'x'.repeat(100_001) }),
    /'value' exceeds the maximum length of 100000 characters/,
  );
  t.match(
    await send('PATCH', 'update', { name: 'iris', description: 'x'.repeat(100_001) }),
    /'description' exceeds/,
  );
});

t.test('aliases point to versions, each to one at a time', async t => {
  await addVersion();
  await addVersion();
  const set = (alias: string, version: string) => send('POST', 'alias', { name: 'iris', alias, version });
  const ask = (alias: string) => get('registered-models/alias', { name: 'iris', alias });
  t.same(await set('best', '1'), {});
  t.match((await ask('best')).model_version, { version: '1', aliases: ['best'] });
  t.same(await set('best', '2'), {});
  t.match((await model()).aliases, [{ alias: 'best', version: '2' }]);
  t.match((await ask('latest')).model_version, { version: '2' });
  t.match(await set('LATEST', '1'), /is reserved/);
  t.match(await set('v3', '1'), /Version alias name 'v3' is reserved/);
  t.match(await set('a/b', '1'), /Invalid alias name: 'a\/b'/);
  t.equal(
    await set('best', '9'),
    '404 RESOURCE_DOES_NOT_EXIST: Model Version (name=iris, version=9) not found',
  );
  t.match(await set('best', 'x'), /Parameter 'version' must be an integer, got 'x'\./);
  t.same(await send('DELETE', 'alias', { name: 'iris', alias: 'best' }), {});
  t.match((await bench.send('GET', `${API}/alias?name=iris&alias=best`)).json, {
    ...{ error_code: 'INVALID_PARAMETER_VALUE', message: 'Registered model alias best not found.' },
  });
});

t.test('the latest versions are those of the stages that are asked for', async t => {
  await post('model-versions/transition-stage', { name: 'iris', version: '1', stage: 'Staging' });
  const numbers = ({ model_versions = [] }) => model_versions.map(({ version }) => version);
  t.same(numbers(await post('registered-models/get-latest-versions', { name: 'iris' })), ['1', '2']);
  const asked = { name: 'iris', stages: ['staging', 'Production'] };
  t.same(numbers(await post('registered-models/get-latest-versions', asked)), ['1']);
  const query = `${API}/get-latest-versions?name=iris&stages=None&stages=Archived`;
  t.same(numbers((await bench.send('GET', query)).json), ['2']);
  t.match((await model()).latest_versions, [{ version: '1' }, { version: '2' }]);
  t.match(
    await refusal('registered-models/get-latest-versions', { name: 'iris', stages: ['x'] }),
    /Invalid Model Version stage: x\. Value must be one of None, Staging, Production, Archived\./,
  );
});

t.test('a renamed model has its versions under its new name', async t => {
  await post('registered-models/create', { name: 'taken' });
  t.equal(
    await send('POST', 'rename', { name: 'iris', new_name: 'taken' }),
    '400 RESOURCE_ALREADY_EXISTS: Registered Model (name=taken) already exists.',
  );
  t.match(await send('POST', 'rename', { name: 'iris', new_name: 'lily' }), {
    registered_model: { name: 'lily', latest_versions: [{ name: 'lily' }, {}] },
  });
  t.match(await send('POST', 'rename', { name: 'lily' }), /Missing value for required parameter 'new_name'/);
  await post('registered-models/create', { name: 'iris' });
  t.notOk((await model()).latest_versions);
});

t.test('a deleted model is gone, and its name is free', async t => {
  t.same(await send('DELETE', 'delete', { name: 'lily' }), {});
  t.match(await send('DELETE', 'delete', { name: 'lily' }), /not found/);
  await post('registered-models/create', { name: 'lily' });
  t.notOk((await model('lily')).latest_versions);
});

t.test('all of it is there when a new server takes over', async t => {
  await bench.restart();
  t.match(await model('taken'), { name: 'taken' });
});
