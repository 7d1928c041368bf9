import t from 'tap';
import { runIdOfMlflow } from '../../../src/interop/mlflow-id.ts';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { openParents } from '../../../src/interop/mlruns/parents.ts';
import { readStore } from '../../../src/interop/mlruns/read-store.ts';
import { mlflowId, STARTED, writeStore } from '../../support/mlruns-store.ts';

t.test('a parent has the id that it is imported by', async t => {
  const store = openStore(writeStore(t.testdir(), 2, 1));
  const parents = openParents(store, readStore(store));
  const of = (id: string) => parents.of({ 'mlflow.parentRunId': id });
  t.equal(of(mlflowId(1)), runIdOfMlflow(mlflowId(1), STARTED + 60_000));
  t.equal(of(mlflowId(1)), of(mlflowId(1)));
  for (const odd of [mlflowId(7), '../../x', '']) t.equal(of(odd), undefined, odd);
  t.equal(parents.of({}), undefined);
});
