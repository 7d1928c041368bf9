import t from 'tap';
import { exportServer } from '../../../src/interop/mlflow-server/export-server.ts';
import { importServer } from '../../../src/interop/mlflow-server/import-server.ts';
import { openServer } from '../../../src/interop/mlflow-server/open-server.ts';
import { runOfVersion, writeRegistered } from '../../../src/interop/mlflow-server/write-registered.ts';
import { listTips } from '../../../src/store/tips.ts';
import { fakeMlflow, hurried, refuse } from '../../support/fake-mlflow.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { mlrunsBench } from '../../support/mlruns-bench.ts';
import { experimentMeta, mlflowId, runMeta, STARTED } from '../../support/mlruns-store.ts';
import { sampleModel, sampleVersion } from '../../support/registered-models.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR } from '../../support/store-bench.ts';

t.test('a registered model goes with its runs, once, and is the same when it comes back', async t => {
  const [here, there] = [await mlrunsBench(t), await mlflowBench(t)];
  const run = mlflowId(1);
  const version = (number: number, source: string, more = '') =>
    `version: ${number}\nsource: ${source}\nrun_id: ${run}\n${more}`;
  const store = here.store({
    '1/meta.yaml': experimentMeta('1', 'one'),
    [`1/${run}/meta.yaml`]: runMeta(run),
    [`1/${run}/artifacts/old/MLmodel`]: 'old',
    '1/models/m-1/meta.yaml': `model_id: m-1\nname: line\nsource_run_id: ${run}\nstatus: 2\n`,
    '1/models/m-1/artifacts/MLmodel': 'logged',
    'models/a/meta.yaml': `name: a\ndescription: sorts\ncreation_timestamp: ${STARTED}\n`,
    'models/a/tags/team': 'x',
    'models/a/aliases/best': '3',
    'models/a/version-1/meta.yaml': version(1, 'models:/m-1', 'current_stage: Production\n'),
    'models/a/version-2/meta.yaml': version(2, 's3://x', 'current_stage: Deleted_Internal\n'),
    'models/a/version-3/meta.yaml': version(3, `runs:/${run}/old`),
    'models/other/version-1/meta.yaml': 'version: 1\nsource: s3://x\n',
    'models/other/meta.yaml': 'name: other\n',
  });
  await here.bring(store);
  const server = openServer({ url: there.endpoint.url, shown: 'there' }, hurried());
  const give = async (dryRun = false) => {
    const tips = await listTips(here.repository);
    return exportServer({ source: here.repository, tips, isAll: false, server, dryRun, progress() {} });
  };
  t.match(await give(true), { models: 1, losses: [] });
  t.match(await give(), { models: 1, losses: [{ path: 'models/a/version-3', why: 'is version 2 there' }] });
  t.match(await give(), { models: 0, same: 1, losses: [] });
  const { registered_models: found } = await there.get('registered-models/search');
  t.match(found, [{ name: 'a', description: 'sorts', aliases: [{ alias: 'best', version: '2' }] }]);
  const { model_versions: versions } = await there.get('model-versions/search');
  const byNumber = Object.fromEntries(versions.map((one: { version: string }) => [one.version, one]));
  t.match(byNumber, {
    1: { current_stage: 'Production', source: /^models:\/m-/ },
    2: { current_stage: 'None', source: /artifacts\/old$/ },
  });
  const refs = here.on.git('for-each-ref', 'refs/runs/registry');
  const back = await importServer({
    ...{ repository: here.repository, server, author: AUTHOR, now: STARTED, only: [], dryRun: false },
    ...{ settings: { largeSize: 1 << 20 }, progress() {} },
  });
  t.match(back, { models: [], losses: [] });
  t.equal(here.on.git('for-each-ref', 'refs/runs/registry'), refs);
});

t.test('another model of the name is left alone, and what is refused is named', async t => {
  const model = sampleModel({ name: 'net', versions: [sampleVersion(1)] });
  const request = { runs: new Map(), dryRun: false };
  const told = async (says: Parameters<typeof fakeMlflow>[1]) => {
    const { server, asked } = await fakeMlflow(t, says);
    const lost: string[] = [];
    const lose = (path: string, why: string) => void lost.push(`${path} ${why}`);
    return { made: await writeRegistered(server, model, { ...request, lose }), lost, asked };
  };
  const taken = await told({
    '/registered-models/get': () => ({ registered_model: { name: 'net' } }),
    '/model-versions/search': () => ({}),
  });
  t.match(taken, { made: false, lost: [/another registered model has this name/] });
  t.notMatch(taken.asked.join(), 'create');
  const none = refuse(404, 'RESOURCE_DOES_NOT_EXIST');
  const refused = refuse(400, 'INVALID_PARAMETER_VALUE', 'bad');
  t.match(await told({ '/registered-models/get': none, '/registered-models/create': refused }), {
    ...{ made: false, lost: [/^models\/net is not taken/] },
  });
  const part = await told({
    '/registered-models/get': none,
    '/registered-models/create': () => ({}),
    '/model-versions/create': refused,
  });
  t.match(part, { made: true, lost: [/^models\/net\/version-1 is not taken/] });
});

t.test('the run of a version is where it was found, else what its client said', async t => {
  const [run, other] = [idAt(NOW), idAt(NOW + 1)];
  const location = `mlflow-artifacts:/0/${run}/artifacts/x`;
  t.equal(runOfVersion(sampleVersion(1, { location, run: other })), run);
  t.equal(runOfVersion(sampleVersion(1, { run: other })), other);
  t.equal(runOfVersion(sampleVersion(1, { run: mlflowId(1) })), undefined);
  t.equal(runOfVersion(sampleVersion(1)), undefined);
});
