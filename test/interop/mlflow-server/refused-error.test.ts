import t from 'tap';
import { isAbsence, RefusedError } from '../../../src/interop/mlflow-server/refused-error.ts';

t.test('an older server does not know what is asked; another refusal is none of that', async t => {
  for (const [status, is] of [
    [404, true],
    [405, true],
    [501, true],
    [400, false],
    [500, false],
  ] as const)
    t.equal(isAbsence(new RefusedError('there', 'says: no', status)), is, `${status}`);
  t.notOk(isAbsence(new Error('x')));
  t.match(new RefusedError('there', 'says: no', 400, { reason: 'BAD' }), {
    message: 'there says: no',
    data: { reason: 'BAD' },
  });
});
