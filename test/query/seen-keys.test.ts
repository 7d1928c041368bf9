import t from 'tap';
import { seenKeys } from '../../src/query/seen-keys.ts';

t.test('keys that no run has are told, once there was a run', async t => {
  const seen = seenKeys(['a', 'b', 'c']);
  t.same(seen.idle(), [], 'of no runs nothing is missed');
  seen.note([undefined, undefined, undefined]);
  t.same(seen.idle(), ['a', 'b', 'c']);
  seen.note([undefined, 0, undefined]);
  seen.note([false, undefined, undefined]);
  t.same(seen.idle(), ['c'], 'zero and false are values');
});
