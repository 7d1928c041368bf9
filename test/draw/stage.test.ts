import t from 'tap';
import { isNarrow } from '../../src/draw/stage.ts';

t.test('a phone is narrow, half a screen is not', async t => {
  t.equal(isNarrow({ width: 390 }), true);
  t.equal(isNarrow({ width: 640 }), false);
});
