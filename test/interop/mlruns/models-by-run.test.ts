import t from 'tap';
import { modelsByRun } from '../../../src/interop/mlruns/models-by-run.ts';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';

t.test('a model is with the run that logged it, and one of no run is told', async t => {
  const top = t.testdir({
    '1': {
      models: {
        'm-1': { 'meta.yaml': 'source_run_id: a\n' },
        'm-2': { 'meta.yaml': 'source_run_id: z\n' },
        'm-3': {},
        'm-4': { 'meta.yaml': 'source_run_id: a\n' },
      },
    },
  });
  const store = openStore(top);
  const models = ['m-1', 'm-2', 'm-3', 'm-4'];
  t.same([...modelsByRun(store, { path: '1' }, { models, runs: ['a', 'b'] })], [['a', ['m-1', 'm-4']]]);
  t.match(store.losses(), [
    { path: '1/models/m-2', why: /no run here/ },
    { path: '1/models/m-3', why: /no meta.yaml/ },
  ]);
});
