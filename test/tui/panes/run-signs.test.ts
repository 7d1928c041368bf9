import t from 'tap';
import { signOf } from '../../../src/tui/panes/run-signs.ts';
import { themeOf } from '../../../src/tui/theme.ts';
import { widthOf } from '../../../src/view/width.ts';
import { runId } from '../../support/tui-curves.ts';

const slots = new Map(Array.from({ length: 12 }, (_, n) => [runId(n), n] as const));
const theme = themeOf({ name: 'dark', depth: 8, background: 'dark' });

t.test('twelve runs are told apart by their signs alone', async t => {
  const signs = [...slots.keys()].map(id => signOf({ slots }, id, theme).sign);
  t.equal(new Set(signs).size, 12);
  t.ok(signs.every(sign => widthOf(sign) === 1));
});

t.test('each has a colour of the theme', async t => {
  const { paint } = signOf({ slots }, runId(1), theme);
  t.equal(paint('x'), theme.series[1]?.('x'));
});
