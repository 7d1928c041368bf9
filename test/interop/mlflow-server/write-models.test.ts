import t from 'tap';
import { findModel, writeModel } from '../../../src/interop/mlflow-server/write-models.ts';
import { fakeMlflow, refuse } from '../../support/fake-mlflow.ts';

const MODEL = {
  ...{ meta: { model_id: 'm-1', name: 'net', model_type: 'sk', status: 2 }, params: { layers: '2' } },
  ...{ tags: { kind: 'cnn' }, metrics: {} },
};
const place = () => {
  const lost: string[] = [];
  const lose = (path: string, why: string) => void lost.push(`${path} ${why}`);
  return { lost, place: { experimentId: '1', runId: 'r', known: new Map<string, string>(), lose } };
};

t.test('a model is made once, and is ready when its files are there', async t => {
  const sent: object[] = [];
  const info = {
    model_id: 'm-9',
    artifact_uri: 'mlflow-artifacts:/1/models/m-9',
    status: 'LOGGED_MODEL_PENDING',
  };
  const { server, asked } = await fakeMlflow(t, {
    '/logged-models': ({ json }) => {
      sent.push(json);
      return { model: { info } };
    },
    '/logged-models/search': () => (sent.length === 0 ? {} : { models: [{ info }] }),
    '/logged-models/m-9': ({ json }) => {
      if (json !== undefined) sent.push(json);
      return { model: { info: { ...info, status: 'LOGGED_MODEL_READY' } } };
    },
  });
  const first = place();
  await writeModel(server, MODEL, [], first.place);
  t.match(sent, [
    {
      name: 'net',
      model_type: 'sk',
      source_run_id: 'r',
      params: [{ key: 'layers' }],
      tags: [{ key: 'kind' }, { value: 'm-1' }],
    },
    { model_id: 'm-9', status: 'LOGGED_MODEL_READY' },
  ]);
  t.same([...first.place.known], [['m-1', 'm-9']]);
  await writeModel(server, MODEL, [], place().place);
  t.equal(sent.length, 2);
  t.equal(asked.filter(what => what === 'POST /logged-models').length, 1);
});

t.test('a server that has no models is told of', async t => {
  const { server } = await fakeMlflow(t, { '/logged-models': refuse(404, 'ENDPOINT_NOT_FOUND', 'no such') });
  const { place: where, lost } = place();
  await writeModel(server, MODEL, [], where);
  t.match(lost, [/^models\/m-1 is not taken: the server says: no such/]);
  t.equal(await findModel(server, "x' or 1", '1'), undefined);
});
