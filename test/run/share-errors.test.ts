import t from 'tap';
import { MergeError, OtherRunError, RunNotHereError, UnsoundRunError } from '../../src/run/share-errors.ts';
import { idAt, NOW } from '../support/run-rows.ts';

t.test('each names the run, and what is in the way', async t => {
  const id = idAt(NOW);
  t.match(new MergeError(id, ['artifacts/x', 'artifacts/x/y']), {
    code: 'merge',
    message: `run ${id} was edited here and there, and cannot be joined: it would hold artifacts/x and artifacts/x/y`,
  });
  t.match(new UnsoundRunError(id, 'it is odd'), {
    code: 'unsound-run',
    message: `run ${id} was not taken: it is odd`,
  });
  t.match(new RunNotHereError([id]), {
    code: 'run-not-here',
    message: `run ${id} is not here, and the remote that told of it has none`,
  });
  t.match(new RunNotHereError([id, id]), {
    message: /^2 runs are not here, and the remote that told of them/,
  });
  t.match(new OtherRunError(id), { code: 'other-run', data: { id } });
});
