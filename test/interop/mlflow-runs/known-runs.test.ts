import t from 'tap';
import { runIdOfMlflow } from '../../../src/interop/mlflow-id.ts';
import { knownRuns } from '../../../src/interop/mlflow-runs/known-runs.ts';
import { hexOfId } from '../../../src/run/hex-id.ts';
import { addTombstones } from '../../../src/store/ledger/own-ledger.ts';
import { mlflowId, STARTED } from '../../support/mlruns-store.ts';
import { sampleId } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

t.test('runs are known by their MLflow ids: those that are here, and those that were', async t => {
  const bench = await storeBench(t);
  const [here, gone] = [mlflowId(1), mlflowId(2)].map(id => runIdOfMlflow(id, STARTED));
  const own = sampleId(STARTED);
  for (const id of [here, own]) await bench.save(bench.run({ id: id as typeof own }));
  const stone = {
    kind: 'deleted',
    id: gone as typeof own,
    time: new Date(STARTED).toISOString(),
    who: 'Ada <a@b>',
  } as const;
  await addTombstones({ repository: bench.repository, author: AUTHOR, now: STARTED }, [stone]);
  const known = await knownRuns(bench.repository);
  const states = [mlflowId(1), hexOfId(own), mlflowId(2), mlflowId(3), 'odd-name'].map(id =>
    known.stateOf(id),
  );
  t.same(states, ['same', 'same', 'deleted', 'new', 'new']);
  t.same([mlflowId(1), hexOfId(own), mlflowId(3)].map(known.idOf), [here, own, undefined]);
  t.equal(known.idOf('given'), undefined);
  known.stateOf('given', own);
  t.equal(known.idOf('given'), own, 'one that says that it came from here');
  const more = sampleId(STARTED);
  t.equal(known.add(more), 'new');
  t.equal(known.add(more), 'same');
  t.equal(await known.isHere(more), false);
  t.equal(await known.isHere(own), true);
});
