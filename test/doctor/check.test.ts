import t from 'tap';
import { ok, problem, warning } from '../../src/doctor/check.ts';

t.test('what was found has its state, and what to type', async t => {
  t.same(ok('fine'), { state: 'ok', message: 'fine', remedy: [] });
  t.same(warning('odd', 'one', 'two'), { state: 'warning', message: 'odd', remedy: ['one', 'two'] });
  t.same(problem('bad', 'type this'), { state: 'problem', message: 'bad', remedy: ['type this'] });
});
