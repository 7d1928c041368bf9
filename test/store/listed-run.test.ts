import t from 'tap';
import { listedRun, rowNow } from '../../src/store/listed-run.ts';
import { sampleRun } from '../support/run-rows.ts';

t.test('an experiment is called as the run calls it, and in a row as it is called now', async t => {
  const run = sampleRun();
  const listed = listedRun({ run, commit: 'c', annotations: [], trashed: false, added: {} });
  t.match(listed, { id: run.id, commit: 'c', experiment: run.experiment, status: 'finished' });
  t.equal(rowNow(listed, new Map()).experiment, run.experiment.name);
  t.equal(rowNow(listed, new Map([[run.experiment.id as string, 'now']])).experiment, 'now');
});
