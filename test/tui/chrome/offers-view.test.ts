import t from 'tap';
import { offersView } from '../../../src/tui/chrome/offers-view.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const many = Array.from({ length: 20 }, (_, n) => ({ value: `metric-${n}`, about: 'metric' }));
const view = (
  offers: readonly { value: string; about?: string }[],
  chosen?: number,
  size = { width: 80, height: 20 },
) => offersView({ keep: 0, offers }, chosen, size, PLAIN_THEME).map(unstyled);

t.test('offers stand below one another, the one that is put in marked', async t => {
  t.same(view([{ value: 'log', about: 'List runs' }, { value: 'ls' }], 1), [
    '╭────────────────╮',
    '│ log  List runs │',
    '│>ls             │',
  ]);
});

t.test('of many eight are shown, those around the chosen one, and how many there are', async t => {
  const lines = view(many, 12);
  t.equal(lines.length, 9);
  t.match(lines[0], / 13 of 20 ─╮$/);
  t.ok(lines.some(line => line.includes('>metric-12')));
});

t.test('no line is wider than the screen, or than another', async t => {
  const wide = [
    { value: 'x'.repeat(90), about: 'y'.repeat(90) },
    { value: '漢字'.repeat(20), about: 'z' },
  ];
  for (const width of [100, 60, 40, 20, 9]) {
    const widths = new Set(view([...many, ...wide], 0, { width, height: 20 }).map(widthOf));
    t.equal(widths.size, 1, `${width}`);
    t.ok(
      [...widths].every(one => one <= width),
      `${width}`,
    );
  }
});

t.test('with no offer, or no room, there is none', async t => {
  t.same(view([]), []);
  t.same(view(many, 0, { width: 80, height: 1 }), []);
  t.equal(view(many, 0, { width: 80, height: 4 }).length, 4);
});

t.test('a remark that a terminal would obey does nothing', async t => {
  t.notMatch(
    offersView(
      { keep: 0, offers: [{ value: 'a', about: '\x1b[2J' }] },
      undefined,
      { width: 80, height: 9 },
      PLAIN_THEME,
    ).join(''),
    '\x1b[2J',
  );
});
