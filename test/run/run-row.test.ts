import t from 'tap';
import { rowOfRun } from '../../src/run/run-row.ts';
import { sampleRun } from '../support/run-rows.ts';

t.test('a row has what lists need, and the run behind it', async t => {
  const run = sampleRun({ outcome: { status: 'killed', signal: 'SIGINT' } });
  const row = rowOfRun({ run, trashed: true, added: {} }, 'c0ffee');
  t.match(row, { id: run.id, experiment: 'digits', status: 'killed', trashed: true, commit: 'c0ffee' });
  t.equal(row.run, run);
});

t.test('artifacts that were added later count', async t => {
  const run = sampleRun({ artifacts: { count: 2, bytes: 100 } });
  const { artifacts } = rowOfRun(
    { run, trashed: false, added: { 'artifacts/x': { sha256: 'ab', size: 20 } } },
    'c0ffee',
  );
  t.same(artifacts, { count: 3, bytes: 120 });
});
