import t from 'tap';
import { noFacts } from '../../../src/interop/mlflow/facts.ts';
import { asMlflowRun } from '../../../src/interop/mlflow-runs/as-mlflow-run.ts';
import { isDeleted, writeRun } from '../../../src/interop/mlflow-server/write-run.ts';
import { CUT, fakeMlflow, refuse, type Say } from '../../support/fake-mlflow.ts';
import { sampleRun } from '../../support/run-rows.ts';

const loaded = { run: sampleRun(), trashed: false, added: {}, annotations: [], commit: '' };
const { run } = asMlflowRun({ loaded, environment: {}, facts: noFacts(), series: [] });
const given = { loaded, run, artifacts: async () => ({ files: [], losses: [] }) };
const place = () => ({ experimentId: '1', models: new Map<string, string>() });
const done: Record<string, Say> = Object.fromEntries(
  ['log-batch', 'log-inputs', 'outputs', 'update', 'set-tag', 'delete-tag', 'delete', 'get'].map(verb => [
    `/runs/${verb}`,
    () => ({}),
  ]),
);
const made: Say = () => ({ run: { info: { run_id: 'r9' } } });

t.test('a run is begun first, and marked as whole last', async t => {
  const { server, asked } = await fakeMlflow(t, { ...done, '/runs/create': made });
  t.match(await writeRun(server, given, { ...place(), parent: 'p' }), { id: 'r9', losses: [] });
  t.equal(asked[0], 'POST /runs/create');
  t.same(asked.slice(-3), ['POST /runs/update', 'POST /runs/set-tag', 'POST /runs/delete-tag']);
  asked.length = 0;
  await writeRun(server, given, { ...place(), begun: 'r9' });
  t.notOk(asked.includes('POST /runs/create'));
});

t.test('where nobody knows whether a run was made it is looked for, and there are never two', async t => {
  const found = await fakeMlflow(t, {
    ...{ ...done, '/runs/create': CUT },
    '/runs/search': () => ({ runs: [{ info: { run_id: 'r5' } }] }),
  });
  // It has answered before: else the address may be wrong.
  await found.server.get('/api/2.0/mlflow/runs/get');
  t.match(await writeRun(found.server, given, place()), { id: 'r5' });
  t.equal(found.asked.filter(what => what === 'POST /runs/create').length, 1);
});

t.test('models that are not there, and what is refused, are told', async t => {
  const { server } = await fakeMlflow(t, {
    ...{ ...done, '/runs/create': made, '/runs/log-inputs': refuse(400, 'BAD', 'bad input') },
  });
  const link = { source_id: 'm-x', source_type: 'MODEL' };
  const odd = {
    ...run,
    inputs: [
      { name: 'a', link },
      { name: 'b', link: { tags: { k: 'v' } }, dataset: { name: 'iris' } },
    ],
    outputs: [{ name: 'c', link }],
  };
  const { losses } = await writeRun(server, { ...given, run: odd }, place());
  t.match(losses, [
    { path: 'models/m-x', why: /not there/ },
    { path: 'inputs', why: /bad input/ },
  ]);
  t.equal(losses.length, 2);
});

t.test('what is in the trash is deleted there', async t => {
  const { server, asked } = await fakeMlflow(t, { ...done, '/runs/create': made });
  const deleted = { ...run, meta: { ...run.meta, lifecycle_stage: 'deleted' } };
  t.ok(isDeleted(deleted));
  await writeRun(server, { ...given, run: deleted }, place());
  t.equal(asked.at(-1), 'POST /runs/delete');
});
