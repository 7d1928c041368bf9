import t from 'tap';
import { PLOT_STYLE } from '../../../src/view/html/plot-style.ts';

t.test('the style asks for nothing from elsewhere, and is made for a phone too', async t => {
  t.notMatch(PLOT_STYLE, /url\(|@import/);
  t.match(PLOT_STYLE, /minmax\(min\(100%, \d+rem\), 1fr\)/);
});
