import t from 'tap';
import { message, required, text } from '../../../src/interop/mlflow/fields.ts';
import { bytesRoute, route } from '../../../src/interop/mlflow/route.ts';

t.test('a route reads its fields before it answers', async t => {
  const declared = route('POST runs/x', message({ run_id: required(text) }), async (_, { run_id }) => ({
    told: run_id,
  }));
  t.match(declared, { kind: 'message', method: 'POST', path: '/api/2.0/mlflow/runs/x' });
  t.same(await declared.answer(undefined as never, { run_id: 'a' }), { told: 'a' });
  t.throws(() => declared.answer(undefined as never, {}), { message: /run_id/ });
});

t.test('a path from the top is taken as it is', async t => {
  t.equal(route('GET /api/3.0/x', message({}), async () => ({})).path, '/api/3.0/x');
  t.match(
    bytesRoute('GET /health', async () => ({ text: 'OK' })),
    { kind: 'bytes', method: 'GET', path: '/health' },
  );
});
