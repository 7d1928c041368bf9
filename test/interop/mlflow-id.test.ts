import fc from 'fast-check';
import t from 'tap';
import {
  deletionId,
  endOfMlflow,
  isMlflowRunId,
  mlflowIdOf,
  runIdOfMlflow,
  versionIdOfMlflow,
} from '../../src/interop/mlflow-id.ts';
import { hexOfId, MLFLOW_RUN_ID } from '../../src/run/hex-id.ts';
import { parseEventId, parseRunId, timeOf } from '../../src/run/run-id.ts';
import { NOW, sampleId } from '../support/run-rows.ts';

const mlflowId = fc.stringMatching(/^[0-9a-f]{32}$/);
const time = fc.integer({ min: 0, max: 2 ** 47 });

t.test('a run of MLflow has one id, of its start, found without it', async t => {
  fc.assert(
    fc.property(mlflowId, time, (id, started) => {
      const ours = runIdOfMlflow(id, started);
      return (
        parseRunId(ours) === ours &&
        timeOf(ours) === started &&
        ours.endsWith(endOfMlflow(id)) &&
        runIdOfMlflow(id, started) === ours
      );
    }),
  );
  t.equal(runIdOfMlflow('5eed000000009e3779b97f4a7c15f39c', 1793628002000), '01m6e8ynpgm9a7ajfqhx5m3jpr');
});

t.test('a run of ours that comes back has the id it had', async t => {
  const id = sampleId(NOW);
  t.equal(runIdOfMlflow(hexOfId(id), NOW + 5), id);
  t.not(runIdOfMlflow(hexOfId(id), NOW + 3_600_000), id);
});

t.test('MLflow calls a run as it did, and others by their bits', async t => {
  const id = sampleId(NOW);
  t.equal(mlflowIdOf(runIdOfMlflow('abc-1', NOW), { [MLFLOW_RUN_ID]: 'abc-1' }), 'abc-1');
  t.equal(mlflowIdOf(id, { [MLFLOW_RUN_ID]: 'abc-1' }), hexOfId(id), 'anybody can set a tag');
  for (const odd of ['../x', '', 'a/b', '.git'])
    t.equal(mlflowIdOf(id, { [MLFLOW_RUN_ID]: odd }), hexOfId(id), odd);
  t.equal(mlflowIdOf(id, {}), hexOfId(id));
  t.equal(isMlflowRunId('a'.repeat(257)), false);
});

t.test('a deletion is the same edit in each clone, of any time', async t => {
  for (const at of [0, NOW, -1, Number.MAX_SAFE_INTEGER]) {
    const id = deletionId('abc', at);
    t.equal(parseEventId(id), id);
    t.equal(deletionId('abc', at), id);
  }
  t.not(deletionId('abc', NOW), deletionId('abd', NOW));
});

t.test('a version of a registered model is the same in each clone, and as old as it was there', async t => {
  const id = versionIdOfMlflow('net', 1, NOW);
  t.equal(versionIdOfMlflow('net', 1, NOW), id);
  t.equal(parseRunId(id) as string | undefined, id);
  t.ok(id < versionIdOfMlflow('net', 1, NOW + 1));
  t.not(id, versionIdOfMlflow('net', 2, NOW));
  t.not(id, versionIdOfMlflow('other', 1, NOW));
});
