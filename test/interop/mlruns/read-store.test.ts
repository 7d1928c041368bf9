import t from 'tap';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { readStore } from '../../../src/interop/mlruns/read-store.ts';
import { FOREIGN } from '../../support/mlruns-bench.ts';
import { experimentMeta, mlflowId, writeFiles } from '../../support/mlruns-store.ts';

t.test('experiments are found, deleted ones too', async t => {
  const store = openStore(FOREIGN);
  const found = readStore(store).map(({ experiment: { name, deleted }, runs, models }) => [
    name,
    deleted,
    runs.length,
    models.length,
  ]);
  t.same(found, [
    ['Default', false, 1, 0],
    ['digits', false, 5, 1],
    ['nothing yet', false, 0, 0],
    ['old: ones', true, 1, 0],
  ]);
  t.same(store.losses(), []);
});

t.test('what is no experiment is told, and so is what is not kept', async t => {
  const top = t.testdir();
  writeFiles(top, {
    'models/net/meta.yaml': 'name: net\n',
    'stray/file': 'x',
    '1/meta.yaml': experimentMeta('1', 'one'),
    '1/traces/tr-1/trace_info.yaml': 'x',
    [`2/${mlflowId(0)}/params/lr`]: '1',
  });
  const store = openStore(top);
  t.match(readStore(store), [
    { experiment: { name: 'one' } },
    { experiment: { name: 'mlflow-2' }, runs: [mlflowId(0)] },
  ]);
  t.match(store.losses(), [
    { path: '1/traces', why: /1 traces/ },
    { path: 'stray', why: /no experiment/ },
  ]);
});
