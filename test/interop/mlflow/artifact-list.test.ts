import t from 'tap';
import { entryMessages, listArtifacts } from '../../../src/interop/mlflow/artifact-list.ts';
import { modelId } from '../../../src/interop/mlflow/model-id.ts';
import type { TrackedRun } from '../../../src/interop/mlflow/tracked-run.ts';
import { newRunId } from '../../../src/store/new-id.ts';

const id = newRunId(1_800_000_000_000);
const model = modelId(id, 0);
const listing = (directories: Record<string, { name: string; size?: number }[]>) => (path: string) =>
  listArtifacts({ list: async (asked: string) => directories[asked] } as unknown as TrackedRun, {
    run: id,
    path,
  });

t.test('what the endpoint keeps for itself is not told', async t => {
  const list = listing({
    '': [{ name: 'a', size: 1 }, { name: 'mlflow.ndjson', size: 9 }, { name: 'models' }],
    models: [{ name: model }],
  });
  t.same(await list(''), [{ name: 'a', size: 1 }]);
  t.same(await list('models'), []);
  t.same(await list('none'), []);
});

t.test('a directory of the same name is told, with what is the run’s own', async t => {
  const list = listing({
    '': [{ name: 'models' }],
    models: [{ name: model }, { name: 'net.pt', size: 3 }],
    sub: [{ name: 'mlflow.ndjson', size: 2 }],
  });
  t.same(await list(''), [{ name: 'models' }]);
  t.same(await list('models'), [{ name: 'net.pt', size: 3 }]);
  t.same(await list('sub'), [{ name: 'mlflow.ndjson', size: 2 }]);
});

t.test('a name is told as clients can ask for it', async t => {
  t.same(entryMessages([{ name: 'per\udccent', size: 1 }, { name: '😀' }], 'd/'), [
    { path: 'd/per%CEnt', is_dir: false, file_size: 1 },
    { path: 'd/😀', is_dir: true, file_size: undefined },
  ]);
});
