import t from 'tap';
import { DamagedJournalError, NoProcessError, RunNotStoredError } from '../../src/run/journal-errors.ts';

t.test('each names what is in the way, and where it lies', async t => {
  t.match(new DamagedJournalError('plan.json', 'it is missing'), {
    code: 'damaged-journal',
    message: 'plan.json in its journal is damaged: it is missing',
    data: { file: 'plan.json' },
  });
  t.match(new NoProcessError('x'), { code: 'no-process', message: /^run x is written by a program/ });
  const cause = new Error('no room');
  t.match(new RunNotStoredError('x', cause, '/journal'), {
    code: 'run-not-stored',
    message: 'run x could not be stored: no room',
    data: { run: 'x', journal: '/journal' },
    cause,
  });
});
