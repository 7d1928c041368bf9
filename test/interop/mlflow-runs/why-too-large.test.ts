import t from 'tap';
import { whyTooLarge } from '../../../src/interop/mlflow-runs/why-too-large.ts';
import { sampleRun } from '../../support/run-rows.ts';

t.test('a run is taken as long as it can be read again', async t => {
  t.equal(whyTooLarge({ run: sampleRun(), environment: {} }), undefined);
  t.match(
    whyTooLarge({ run: sampleRun({ note: 'x'.repeat(2 ** 24) }), environment: {} }),
    /params, tags and metrics/,
  );
  const mlflow = { meta: { profile: 'x'.repeat(2 ** 26) } };
  t.match(whyTooLarge({ run: sampleRun(), environment: { mlflow } }), /data sets and models/);
});
