import t from 'tap';
import { tellTraces } from '../../../src/interop/mlflow-server/tell-traces.ts';
import { fakeMlflow, type Say } from '../../support/fake-mlflow.ts';

async function told(t: Parameters<typeof fakeMlflow>[0], says: Record<string, Say>) {
  const { server } = await fakeMlflow(t, says);
  const lost: string[] = [];
  const experiment = { id: '1', path: '1', name: 'a', deleted: false, created: 0, tags: {} };
  await tellTraces(server, [{ experiment, runs: () => [] }], (path, why) => void lost.push(`${path} ${why}`));
  return lost;
}

t.test('traces are counted', async t => {
  const lost = await told(t, {
    '/traces': () => ({ traces: [{}, {}], next_page_token: 'x' }),
  });
  t.match(lost, [/^1\/traces has more than 2 traces/]);
});

t.test('a server that does not know of them has none', async t => {
  t.same(await told(t, {}), []);
});
