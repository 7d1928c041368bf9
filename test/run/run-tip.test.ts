import t from 'tap';
import { stateOf } from '../../src/run/run-tip.ts';

t.test('a run is the same while all it is at is the same', async t => {
  t.equal(stateOf({ commit: 'a' }), 'a');
  t.equal(stateOf({ commit: 'a', others: ['b', 'c'] }), 'a+b+c');
});
