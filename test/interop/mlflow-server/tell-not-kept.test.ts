import t from 'tap';
import { tellNotKept } from '../../../src/interop/mlflow-server/tell-not-kept.ts';
import { fakeMlflow, type Say } from '../../support/fake-mlflow.ts';

async function told(t: Parameters<typeof fakeMlflow>[0], says: Record<string, Say>) {
  const { server } = await fakeMlflow(t, says);
  const lost: string[] = [];
  const experiment = { id: '1', path: '1', name: 'a', deleted: false, created: 0, tags: {} };
  await tellNotKept(
    server,
    [{ experiment, runs: () => [] }],
    (path, why) => void lost.push(`${path} ${why}`),
  );
  return lost;
}

t.test('registered models are named, traces counted', async t => {
  const lost = await told(t, {
    '/registered-models/search': () => ({ registered_models: [{ name: 'reg' }] }),
    '/traces': () => ({ traces: [{}, {}], next_page_token: 'x' }),
  });
  t.match(lost, [/^models\/reg is a registered model/, /^1\/traces has more than 2 traces/]);
});

t.test('a server that knows of neither has none', async t => {
  t.same(await told(t, {}), []);
});
