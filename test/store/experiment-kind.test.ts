import t from 'tap';
import type { Experiment } from '../../src/run/experiment.ts';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { recordId } from '../../src/store/records.ts';

const digits: Experiment = {
  ...{ id: recordId('digits') as Experiment['id'], name: 'digits', description: 'd', tags: { a: '1' } },
  ...{ removed: false, created: '2026-01-01T00:00:00.000Z' },
};

t.test('an experiment is read as it was written, whatever a later version has added', async t => {
  const kept = { ...digits, unknown: { colour: 'red' } };
  t.same(EXPERIMENT.decode(Buffer.from(EXPERIMENT.encode(kept)), 'x'), kept);
});

t.test('one that was created and nothing else has but its name', async t => {
  t.match(EXPERIMENT.blank(digits), { name: 'digits', description: '', tags: {} });
  t.match(EXPERIMENT.exists('digits'), { code: 'experiment-exists' });
  t.equal(EXPERIMENT.settle(digits), digits);
});
