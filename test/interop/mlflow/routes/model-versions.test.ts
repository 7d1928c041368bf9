import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get, refusal } = bench;
const API = '/api/2.0/mlflow/model-versions';
const send = async (method: string, path: string, body: object) => {
  const { status, json } = await bench.send(method, `${API}/${path}`, { body });
  return status === 200 ? json : `${status} ${json.error_code}: ${json.message}`;
};
const create = async (request: object) =>
  (await post('model-versions/create', { name: 'iris', ...request })).model_version;
const ask = async (version: string) =>
  (await get('model-versions/get', { name: 'iris', version })).model_version;
const uriOf = async (version: string) =>
  (await get('model-versions/get-download-uri', { name: 'iris', version })).artifact_uri;

const run = await bench.begin();
const { model } = await bench.post('logged-models', { experiment_id: '0', source_run_id: run, name: 'net' });
const logged = model.info.model_id;
const ofModel = `mlflow-artifacts:/0/models/${logged}/artifacts`;
const ofRun = `mlflow-artifacts:/0/${run}/artifacts`;
const proxy = '/api/2.0/mlflow-artifacts/artifacts';
await bench.send('PUT', `${proxy}/0/models/${logged}/artifacts/MLmodel`, { body: 'flavors: {}' });
await bench.send('PUT', `${proxy}/0/${run}/artifacts/files/a.txt`, { body: 'text' });
await post('registered-models/create', { name: 'iris' });

t.test('a version of a logged model is of its run, and is where the model is', async t => {
  const made = await create({
    source: `models:/${logged}`,
    model_id: logged,
    description: 'd',
    run_link: 'l',
  });
  t.match(made, {
    ...{ name: 'iris', version: '1', status: 'READY', current_stage: 'None', description: 'd' },
    ...{ source: `models:/${logged}`, run_id: run, model_id: logged, run_link: 'l' },
  });
  t.same(await ask('1'), made);
  t.equal(await uriOf('1'), ofModel);
});

t.test('any source is kept as it is; only those of ours are where we say', async t => {
  for (const [source, uri] of [
    [`runs:/${run}/net`, ofModel],
    [`${ofRun}/files`, `${ofRun}/files`],
    ['s3://bucket/model', 's3://bucket/model'],
    ['models:/iris/1', ofModel],
  ] as const) {
    const made = await create({ source });
    t.equal(made.source, source);
    t.equal(await uriOf(made.version), uri);
  }
  t.equal((await ask('5')).run_id, run);
  t.equal((await create({ source: 's3://x', run_id: 'elsewhere' })).run_id, 'elsewhere');
  t.equal((await create({ source: 's3://x', model_id: logged })).run_id, run);
});

t.test('a source that leads into a file system is refused, and so is one that leads nowhere', async t => {
  const refused = (source: string, more = {}) =>
    refusal('model-versions/create', { name: 'iris', source, ...more });
  t.match(await refused('/etc/passwd'), /^INVALID_PARAMETER_VALUE: Invalid model version source: '\/etc/);
  t.match(await refused('file:///x', { model_id: logged }), /the model_id request parameter/);
  t.match(await refused('mlflow-artifacts:/0/%252e%252e/x'), /Please provide an absolute path\./);
  // Nor does a tag change that.
  const tags = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
  t.match(await refused('/etc/passwd', { tags }), /^INVALID_PARAMETER_VALUE/);
  t.match(await refused(`models:/m-${'0'.repeat(32)}`), /^RESOURCE_DOES_NOT_EXIST: Unable to fetch model/);
  t.match(await refused('s3://x', { model_id: 'm-x' }), /^RESOURCE_DOES_NOT_EXIST: Logged model/);
  t.match(await refused(''), /Missing value for required parameter 'source'/);
  t.match(await refused('s3://x', { name: 'nobody' }), /Registered Model with name=nobody not found/);
  t.match(await refused(`s3://${'x'.repeat(3000)}`), /'source' exceeds the maximum length/);
  t.match(await refused('s3://x', { tags: [{ key: 'k', value: 'x'.repeat(100_001) }] }), /'value' exceeds/);
});

t.test('it is described and tagged, and goes from stage to stage', async t => {
  const move = (version: string, stage: string, more = {}) =>
    send('POST', 'transition-stage', { name: 'iris', version, stage, ...more });
  t.match(await send('PATCH', 'update', { name: 'iris', version: '1', description: 'new' }), {
    model_version: { description: 'new' },
  });
  await post('model-versions/set-tag', { name: 'iris', version: '1', key: 'k', value: 'v' });
  t.match((await ask('1')).tags, [{ key: 'k', value: 'v' }]);
  t.same(await send('DELETE', 'delete-tag', { name: 'iris', version: '1', key: 'k' }), {});
  t.notOk((await ask('1')).tags);
  t.match(await move('1', 'production'), { model_version: { current_stage: 'Production' } });
  await move('2', 'Production');
  t.equal((await ask('1')).current_stage, 'Production', 'others stay unless that is said');
  await move('3', 'Production', { archive_existing_versions: true });
  t.same(await Promise.all(['1', '2', '3', '4'].map(async one => (await ask(one)).current_stage)), [
    ...['Archived', 'Archived', 'Production', 'None'],
  ]);
  t.match(await move('1', 'Nowhere'), /^400 INVALID_PARAMETER_VALUE: Invalid Model Version stage: Nowhere\./);
  t.match(
    await move('1', 'Archived', { archive_existing_versions: true }),
    /^400 INVALID_PARAMETER_VALUE: Model version transition cannot archive .* 'Archived' is not an Active/,
  );
});

t.test('a deleted one is gone with its aliases, and its number is not given again', async t => {
  const { version } = await create({ source: 's3://x' });
  await post('registered-models/alias', { name: 'iris', alias: 'best', version });
  t.same(await send('DELETE', 'delete', { name: 'iris', version }), {});
  const absent = `404 RESOURCE_DOES_NOT_EXIST: Model Version (name=iris, version=${version}) not found`;
  for (const [method, path] of [
    ...[['PATCH', 'update'] as const, ['DELETE', 'delete'] as const, ['POST', 'set-tag'] as const],
    ...[['DELETE', 'delete-tag'] as const, ['POST', 'transition-stage'] as const],
  ])
    t.equal(await send(method, path, { name: 'iris', version, key: 'k', stage: 'None' }), absent, path);
  for (const path of ['get', 'get-download-uri'])
    t.equal((await bench.send('GET', `${API}/${path}?name=iris&version=${version}`)).status, 404);
  t.notOk((await get('registered-models/get', { name: 'iris' })).registered_model.aliases);
  t.equal((await create({ source: 's3://x' })).version, String(Number(version) + 1));
  t.match(await send('DELETE', 'delete', { name: 'iris', version: '1.5' }), /must be an integer, got '1\.5'/);
});

const artifact = (version: string, path: string) =>
  bench.send('GET', `/model-versions/get-artifact?name=iris&version=${version}&path=${path}`);

t.test('its files are handed out to be kept, and nothing else is', async t => {
  const check = async () => {
    const { status, text, headers } = await artifact('1', 'MLmodel');
    t.match({ status, text }, { status: 200, text: 'flavors: {}' });
    t.match(headers, {
      ...{ 'content-disposition': 'attachment; filename=MLmodel', 'x-content-type-options': 'nosniff' },
      'content-security-policy': /sandbox/,
    });
    t.equal((await artifact('3', 'a.txt')).text, 'text');
    t.equal((await artifact('1', 'none')).status, 404);
    t.match((await artifact('4', 'x')).json, { message: /lies elsewhere, at 's3:\/\/bucket\/model'/ });
  };
  await check();
  await post('runs/update', { run_id: run, status: 'FINISHED' });
  await bench.restart();
  await check();
});

t.test('no path leads out of a version', async t => {
  for (const path of [
    ...['../MLmodel', '..%2f..%2fmlflow.ndjson', '%2e%2e/x', '/etc/passwd', 'a//b', './MLmodel', 'a%00b'],
    ...['a%5c..%5cb', 'C:/x', '.git/config', '.GIT/x', 'git~1/x', 'a/../../files/a.txt'],
  ])
    t.match(await artifact('1', path), { status: 400, json: { message: /^Invalid path/ } }, path);
  t.equal((await artifact('1', '%252e%252e%252fx')).status, 404, 'what is still encoded is a name');
  for (const query of [
    '',
    'name=iris',
    'name=iris&version=1',
    'version=1&path=x',
    'name=iris&version=1&path=',
  ])
    t.match(await bench.send('GET', `/model-versions/get-artifact?${query}`), {
      ...{ status: 400, json: { message: /^Missing value for required parameter/ } },
    });
  t.equal((await artifact('..', 'x')).status, 400);
  t.equal((await artifact('99', 'x')).status, 404);
});

t.test('a model of a run that is a commit is registered, and says so', async t => {
  await create({ source: `models:/${logged}`, model_id: logged });
  const tags = [{ key: 'mlflow.modelVersions', value: '[]' }];
  await bench.send('PATCH', `/api/2.0/mlflow/logged-models/${logged}/tags`, { body: { tags } });
  t.match((await get(`logged-models/${logged}`)).model.info.tags, tags);
});
