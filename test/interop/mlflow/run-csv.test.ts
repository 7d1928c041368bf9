import t from 'tap';
import { printRunsCsv } from '../../../src/interop/mlflow/run-csv.ts';
import { mlflowRun } from '../../../src/interop/mlflow/run-json.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { liveRow, sampleRow } from '../../support/run-rows.ts';

const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
const message = (changes: Parameters<typeof sampleRow>[0]) =>
  mlflowRun(sampleRow(changes), { experimentId: 'x' });

t.test('each key that any run has is a column, empty where a run lacks it', async t => {
  const first = message({
    metrics: { acc: summary(3) },
    params: { opt: paramOfText('a, "b"', { kind: 'event' }) },
  });
  const second = message({ metrics: { loss: summary(Number.NaN) }, params: {} });
  const [header = '', one = '', two = ''] = printRunsCsv([first, second]).split('\n');
  t.match(
    header,
    /^run_id,experiment_id,status,artifact_uri,start_time,end_time,metrics\.acc,metrics\.loss,params\.opt,tags\./,
  );
  t.match(one, ',2026-11-02 13:00:00+00:00,2026-11-02 13:00:12.500+00:00,3.0,,"a, ""b""",');
  t.match(two, ',2026-11-02 13:00:12.500+00:00,,,,');
});

t.test('a run in progress has no end, and infinities are told', async t => {
  const live = mlflowRun(liveRow({ metrics: { loss: summary(Number.NEGATIVE_INFINITY) } }), {
    experimentId: 'x',
  });
  t.match(printRunsCsv([live]), /,RUNNING,[^,]+,2026-11-02 13:58:30\+00:00,,-inf,/);
});
