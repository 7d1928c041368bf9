import t from 'tap';
import { checkSource, locate, placeOf } from '../../../src/interop/mlflow/model-source.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { sampleVersion } from '../../support/registered-models.ts';

const bench = await mlflowBench(t);
const { tracking } = bench;
const run = await bench.begin();
const { model } = await bench.post('logged-models', { experiment_id: '0', source_run_id: run, name: 'net' });
const id = model.info.model_id;
const ofRun = `mlflow-artifacts:/0/${run}/artifacts`;
const ofModel = `mlflow-artifacts:/0/models/${id}/artifacts`;

t.test('what leads into a file system is refused, as MLflow refuses it', async t => {
  for (const local of ['/etc/passwd', 'file:///etc', 'FILE:/x', 'C:\\x', './a', 'a', ''])
    t.throws(() => checkSource(local, { isPrompt: false }), {
      message: `Invalid model version source: '${local}'. To use a local path as a model version source, the run_id request parameter has to be specified and the local path has to be contained within the artifact directory of the run specified by the run_id.`,
    });
  t.throws(() => checkSource('/x', { model: 'm-1', isPrompt: false }), { message: /the model_id request/ });
});

t.test('what climbs is refused, however often it is encoded', async t => {
  for (const climbing of [
    'mlflow-artifacts://host:port/../../../../',
    'http://host:9/api/2.0/mlflow-artifacts/artifacts/../../../../',
    's3:/bucket/models/path/../../other/path',
    'mlflow-artifacts://host:port/..%2f..%2f..%2f',
    'mlflow-artifacts:/%252e%252e/x',
    'mlflow-artifacts:/a/%25252e%25252e/x',
    'http://host/artifacts%00',
    'models:/a\\..\\b',
    'runs:/x/./y',
    's3://b/x#/../y',
  ])
    t.throws(
      () => checkSource(climbing, { isPrompt: false }),
      { message: /Please provide an absolute path\.$/ },
      climbing,
    );
});

t.test('any other address is taken as it is; a prompt needs none', async t => {
  for (const source of ['s3://b/a..b/c', 'dbfs:/x', ofRun, `runs:/${run}/net`, 'models:/iris@best', 'xy:%'])
    checkSource(source, { isPrompt: false });
  checkSource('prompt-template', { isPrompt: true });
  t.throws(() => checkSource('../x', { isPrompt: true }), { message: /Invalid model version source/ });
  t.throws(() => checkSource('/etc/passwd', { isPrompt: true }), { message: /Invalid model version source/ });
});

t.test('what is said in addresses of ours is found', async t => {
  const cases = [
    [`${ofRun}/model`, `${ofRun}/model`],
    [`mlflow-artifacts://127.0.0.1:9${ofRun.slice('mlflow-artifacts:'.length)}/a/b`, `${ofRun}/a/b`],
    [ofModel, ofModel],
    [`models:/${id}`, ofModel],
    [`runs:/${run}/net`, ofModel],
    [`runs:/${run}/files/x`, `${ofRun}/files/x`],
  ] as const;
  for (const [source, location] of cases) {
    t.same(await locate(tracking, source), { run, location }, source);
    t.ok(placeOf(sampleVersion(1, { location })), location);
  }
});

t.test('what is no address of ours leads nowhere, and nobody goes there', async t => {
  const none = '01m8g68g0se04evfd2a17heb9d';
  for (const source of [
    ...['s3://b/c', 'http://127.0.0.1:1/x', 'mlflow-artifacts:/elsewhere/x', 'runs:/nobody/x'],
    ...[`mlflow-artifacts:/0/${none}/artifacts/x`, `runs:/${none}/x`, `runs:/${run}/.git/x`],
    ...[`mlflow-artifacts:/0/${run}/artifacts/mlflow.ndjson`, `${ofRun}/.git/config`],
  ])
    t.equal(await locate(tracking, source), undefined, source);
});

t.test('a model that is not there cannot be a source', async t => {
  await bench.post('registered-models/create', { name: 'iris' });
  await bench.post('model-versions/create', { name: 'iris', source: 's3://b/c' });
  for (const source of [
    'models:/nobody/1',
    'models:/iris/2',
    'models:/iris@best',
    'models:/iris/Staging',
    'models:/',
  ])
    await t.rejects(locate(tracking, source), {
      data: { code: /RESOURCE_DOES_NOT_EXIST/ },
      message: new RegExp(`^Unable to fetch model from model URI source artifact location '${source}'`),
    });
  await t.rejects(locate(tracking, 'models:/iris/1'), { message: /its source is 's3:\/\/b\/c'/ });
});

t.test('what a model refers to is looked up when it is registered', async t => {
  const add = (source: string) => bench.post('model-versions/create', { name: 'a/b', source });
  await bench.post('registered-models/create', { name: 'a/b' });
  await add(`models:/${id}`);
  await bench.post('registered-models/alias', { name: 'a/b', alias: 'best', version: '1' });
  for (const source of ['models:/a/b/1', 'models:/a/b@best', 'models:/a/b/latest', 'models:/a/b/none'])
    t.equal((await locate(tracking, source))?.location, ofModel, source);
});

t.test('a location that somebody else has written leads nowhere but to artifacts of runs', async t => {
  for (const location of [
    ...['/etc/passwd', 'file:///etc', 's3://x', 'mlflow-artifacts:/../x', `${ofRun}/../../x`],
    ...[`${ofRun}/.git/x`, 'mlflow-artifacts:/0/no body/artifacts', `${ofRun}/a\\..\\b`],
  ])
    t.equal(placeOf(sampleVersion(1, { location })), undefined, location);
  t.equal(placeOf(sampleVersion(1)), undefined);
});
