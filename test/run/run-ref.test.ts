import t from 'tap';
import type { ExperimentId } from '../../src/run/experiment.ts';
import type { RunId } from '../../src/run/run-id.ts';
import {
  EXPERIMENTS,
  experimentRef,
  keepRef,
  LEDGER,
  LEDGER_KEEP,
  LIVE,
  liveRef,
  RUNS,
  runIdOf,
  runRef,
  SNAPSHOTS,
  snapshotRef,
} from '../../src/run/run-ref.ts';

const ID = '01h455vb4pex5vsknk084sn02q' as RunId;

t.test("a run's ref leads back to its id", async t => {
  t.equal(runRef(ID), `refs/runs/${ID}`);
  t.equal(runIdOf(runRef(ID)), ID);
});

t.test('no other ref is taken for a run', async t => {
  const others = [
    experimentRef(ID as string as ExperimentId),
    liveRef(ID),
    `refs/heads/${ID}`,
    `refs/runs/${ID}/x`,
    'refs/runs/',
    ID,
  ];
  for (const ref of others) t.equal(runIdOf(ref), undefined, ref);
});

t.test('what is shared and what is not are told apart by their prefix', async t => {
  t.ok(EXPERIMENTS.startsWith(RUNS));
  t.ok(LEDGER.startsWith(RUNS) && LEDGER_KEEP.startsWith(RUNS));
  t.equal(keepRef('w', 3), 'refs/runs/ledger-keep/w/3');
  t.notOk(LEDGER_KEEP.startsWith(LEDGER), 'a pattern for ledgers finds no keeps');
  t.notOk(LIVE.startsWith(RUNS));
  t.notOk(SNAPSHOTS.startsWith(RUNS));
  t.ok(snapshotRef('0123').startsWith(SNAPSHOTS));
});
