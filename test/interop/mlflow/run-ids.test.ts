import t from 'tap';
import { RunIds } from '../../../src/interop/mlflow/run-ids.ts';
import { runIdOfMlflow } from '../../../src/interop/mlflow-id.ts';
import { hexOfId } from '../../../src/run/hex-id.ts';
import { parseRunId } from '../../../src/run/run-id.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await mlflowBench(t);
const store = await storeBench(t, { opened: bench });
const [PARENT, CHILD] = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'];
const parent = runIdOfMlflow(PARENT, 1_000_000);
const experiment = { id: 'x'.repeat(26) as never, name: 'default' };
const common = { experiment, artifacts: { count: 0, bytes: 0 }, metrics: {} };
// As import brings them.
await store.save(
  store.run({ ...common, id: parent, tags: { 'mlflow.runId': PARENT, 'mlflow.runName': 'p' } }),
);
await store.save(
  store.run({
    ...{ ...common, id: runIdOfMlflow(CHILD, 1_000_000), name: 'child' },
    lineage: [{ relation: 'child-of', id: parent }],
    tags: { 'mlflow.runId': CHILD, 'mlflow.runName': 'child', 'mlflow.parentRunId': PARENT },
  }),
);

t.test('a run goes by all of its ids', async t => {
  const ids = new RunIds(bench.repository, () => false);
  for (const name of [PARENT, PARENT.toUpperCase(), hexOfId(parent), parent, PARENT])
    t.equal(await ids.idOf(name), parent, name);
  for (const name of ['f'.repeat(32), '', '../x', 'none']) t.equal(await ids.idOf(name), undefined, name);
  t.same(await ids.namesOf(parent), [parent, PARENT]);
  t.same(await ids.namesOf('none'), ['none']);
});

t.test('a run that is being written goes by the bits of its id', async t => {
  const run_id = await bench.begin({ run_name: 'open' });
  const hex = hexOfId(parseRunId(run_id) as never);
  await bench.post('runs/log-parameter', { run_id: hex, key: 'a', value: '1' });
  t.match(await bench.get('runs/get', { run_id: hex }), { run: { info: { run_id } } });
  await bench.post('runs/update', { run_id: hex, run_name: 'named' });
  t.equal((await bench.get('runs/get', { run_id })).run.info.run_name, 'named');
});

t.test('the endpoint takes an MLflow id wherever it takes a run', async t => {
  const { run } = await bench.get('runs/get', { run_uuid: PARENT });
  t.equal(run.info.run_id, parent);
  await bench.post('runs/set-tag', { run_id: PARENT, key: 'stage', value: 'dev' });
  const path = `/api/2.0/mlflow-artifacts/artifacts/0/${PARENT}/artifacts`;
  t.equal((await bench.send('PUT', `${path}/d/a.txt`, { body: 'hello' })).status, 200);
  t.equal((await bench.send('GET', `${path}/d/a.txt`)).text, 'hello');
  t.match((await bench.send('GET', `/get-artifact?run_id=${PARENT}&path=d/a.txt`)).text, 'hello');
  t.match(await bench.get('artifacts/list', { run_id: PARENT }), { files: [{ path: 'd' }] });
  t.same(await bench.get('metrics/get-history', { run_id: PARENT, metric_key: 'm' }), {});
});

t.test('children are found by any id of their parent, and name it by the id that it is told by', async t => {
  const found = async (filter: string) =>
    ((await bench.post('runs/search', { experiment_ids: ['0'], filter })).runs ?? []) as {
      info: { run_name: string };
      data: { tags: { key: string; value: string }[] };
    }[];
  const nested = await bench.begin({ run_name: 'new', tags: [{ key: 'mlflow.parentRunId', value: PARENT }] });
  for (const name of [PARENT, parent, hexOfId(parent)]) {
    const children = await found(`tags.mlflow.parentRunId = '${name}'`);
    t.same(children.map(({ info }) => info.run_name).sort(), ['child', 'new'], name);
    const [child] = children.filter(({ info }) => info.run_name === 'child');
    t.match(
      child?.data.tags.find(({ key }) => key === 'mlflow.parentRunId'),
      { value: parent },
    );
  }
  t.same(await found(`tags.mlflow.parentRunId != '${parent}'`), []);
  t.equal((await found(`attributes.run_id = '${PARENT}'`)).length, 1);
  t.equal((await found(`attributes.run_id IN ('${PARENT}', '${CHILD}', '${nested}')`)).length, 3);
});
