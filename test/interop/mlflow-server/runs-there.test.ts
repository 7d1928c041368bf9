import t from 'tap';
import { BEGUN_TAG, findRun, GIVEN_TAG, runsThere } from '../../../src/interop/mlflow-server/runs-there.ts';
import { fakeMlflow } from '../../support/fake-mlflow.ts';
import { NOW, sampleId } from '../../support/run-rows.ts';

t.test('runs are known by our ids: those that are whole, and those that are not', async t => {
  const [one, two] = [sampleId(NOW), sampleId(NOW)];
  const run = (id: string, tag: string, value: string) => ({
    info: { run_id: id, lifecycle_stage: id === 'a' ? 'deleted' : 'active' },
    data: { tags: [{ key: tag, value }] },
  });
  const { server } = await fakeMlflow(t, {
    '/runs/search': ({ json: { filter } }) => ({
      runs: filter.includes(GIVEN_TAG)
        ? [run('a', GIVEN_TAG, one), run('x', GIVEN_TAG, 'no id')]
        : [run('a', BEGUN_TAG, one), run('b', BEGUN_TAG, two)],
    }),
  });
  const { whole, begun } = await runsThere(server, '1');
  t.same([...whole], [[one, { id: 'a', isDeleted: true }]]);
  t.same([...begun], [[two, { id: 'b', isDeleted: false }]]);
  t.equal(await findRun(server, '1', one), 'a');
});
