import t from 'tap';
import { checkArchives, readStage } from '../../../src/interop/mlflow/model-stages.ts';

t.test('a stage is meant in any case', async t => {
  t.equal(readStage('production'), 'Production');
  t.equal(readStage('NONE'), 'None');
  t.throws(() => readStage('live'), {
    message: 'Invalid Model Version stage: live. Value must be one of None, Staging, Production, Archived.',
  });
});

t.test('only what comes to be in use puts others out of use', async t => {
  checkArchives('staging');
  checkArchives('Production');
  t.throws(() => checkArchives('archived'), {
    message:
      "Model version transition cannot archive existing model versions because 'archived' is not an Active stage. Valid stages are ['Staging', 'Production']",
  });
});
