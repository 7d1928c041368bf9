import t from 'tap';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { readRun } from '../../../src/interop/mlruns/read-run.ts';
import { mlflowId, runMeta, writeFiles } from '../../support/mlruns-store.ts';

const id = mlflowId(0);
const place = { experiment: '1', id, models: [] };

t.test('artifacts lie beside the run, wherever it has been moved to', async t => {
  const top = t.testdir();
  writeFiles(top, { [`1/${id}/meta.yaml`]: runMeta(id), [`1/${id}/artifacts/a/b`]: 'x' });
  const store = openStore(top);
  t.match(readRun(store, place)?.artifacts, [{ path: 'a/b' }]);
  t.same(store.losses(), []);
});

t.test('artifacts that are elsewhere are told, and not sought', async t => {
  for (const [uri, isTold] of [
    [`s3://bucket/1/${id}/artifacts`, true],
    ['file:///etc', true],
    ['/etc', true],
    [`file:///old/mlruns/1/${id}/artifacts`, false],
    [`./mlruns/1/${id}/artifacts`, false],
  ] as const) {
    const top = t.testdir();
    writeFiles(top, { [`1/${id}/meta.yaml`]: runMeta(id, { artifact_uri: uri }) });
    const store = openStore(top);
    t.same(readRun(store, place)?.artifacts, []);
    t.equal(
      store.losses().some(({ why }) => why.includes(uri)),
      isTold,
      uri,
    );
  }
});

t.test('the name of its directory is its id, and nothing is no run', async t => {
  const top = t.testdir({ '1': { [id]: { params: {} } } });
  const store = openStore(top);
  t.equal(readRun(store, place), undefined);
  t.match(store.losses(), [{ path: `1/${id}`, why: /no run/ }]);
  writeFiles(top, { [`1/${id}/meta.yaml`]: runMeta(mlflowId(9)) });
  t.equal(readRun(store, place)?.id, id);
  t.match(store.losses(), [{ why: /says that it is run/ }]);
});

t.test('a data set is found by its name alone', async t => {
  const top = t.testdir();
  writeFiles(top, {
    [`1/${id}/meta.yaml`]: runMeta(id),
    [`1/${id}/inputs/a/meta.yaml`]: 'source_type: DATASET\nsource_id: d1\n',
    [`1/${id}/inputs/b/meta.yaml`]: "source_type: DATASET\nsource_id: '../../1'\n",
    [`1/${id}/inputs/c/meta.yaml`]: 'source_type: DATASET\nsource_id: d2\n',
    '1/datasets/d1/meta.yaml': 'name: iris\n',
  });
  const store = openStore(top);
  const inputs = readRun(store, place)?.inputs.map(({ name, dataset }) => [name, dataset?.name]);
  t.same(inputs, [
    ['a', 'iris'],
    ['b', undefined],
    ['c', undefined],
  ]);
  t.match(store.losses(), [{ path: '1/datasets/d2', why: /missing/ }]);
});
