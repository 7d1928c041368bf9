import t, { type Test } from 'tap';
import { type Theme, type ThemeWish, themeOf } from '../../src/tui/theme.ts';
import { screenModel } from '../support/terminal/screen-model.ts';

const theme = (changes: Partial<ThemeWish> = {}) =>
  themeOf({ name: 'auto', depth: 24, background: 'dark', ...changes });
const everything = (one: Theme) =>
  [one.cursor, one.faint, one.marked, one.key, one.match, one.warning, one.error, one.rule, ...one.series]
    .map(paint => paint('x'))
    .join('') + one.style.red('x');

/** The cells that a text comes to on a screen. */
async function cells(text: string, count: number) {
  const screen = screenModel(80, 2, () => {});
  await new Promise<void>(resolve => screen.write(text, resolve));
  return Array.from({ length: count }, (_, x) => screen.cell(x, 0));
}

t.test('without colours, weights and inverse are left', async t => {
  for (const one of [theme({ name: 'none' }), theme({ depth: 1 })]) {
    t.notMatch(everything(one), /\x1b\[[^m]*(?:[349]\d|10\d)/);
    t.equal(one.cursor('x'), '\x1b[7mx\x1b[27m');
    t.equal(one.style.bold('x'), '\x1b[1mx\x1b[22m');
    t.equal(one.depth, 1);
  }
});

t.test('sixteen colours are those of the terminal', async t => {
  for (const one of [theme({ name: '16' }), theme({ depth: 4 })]) {
    t.notMatch(everything(one), /[34]8;/);
    t.equal(one.depth, 4);
  }
  t.equal(theme({ name: '16', depth: 1 }).depth, 1);
});

t.test('a theme that is asked for goes before what the terminal says', async t => {
  t.equal(theme({ background: 'light' }).background, 'light');
  t.equal(theme({ name: 'dark', background: 'light' }).background, 'dark');
  t.not(theme({ name: 'light' }).cursor('x'), theme({ name: 'dark' }).cursor('x'));
});

t.test('curves have colours of their own', async t => {
  for (const background of ['dark', 'light'] as const) {
    const { series } = theme({ background });
    t.equal(new Set(series.map(paint => paint('x'))).size, series.length);
  }
});

t.test('the row under the cursor goes on behind cells that have styles of their own', async t => {
  const wishes = [{}, { background: 'light' }, { depth: 4 }, { name: 'none' }] as const;
  for (const wish of wishes) await goesOn(t, theme(wish));
});

async function goesOn(t: Test, one: Theme) {
  const inner = one.match('a') + one.style.bold('b') + one.style.green('c') + one.style.underline('d');
  const all = await cells(`${one.cursor(`${inner}e`)}f`, 6);
  const look = ({ inverse, bg, bold }: (typeof all)[number]) => ({ inverse, bg, bold });
  const expected = await cells(one.cursor('e'), 1);
  t.same(look(all[4] as (typeof all)[number]), look(expected[0] as (typeof all)[number]));
  t.match(all[5], { inverse: false, bold: false, bg: undefined });
  const faint = await cells(`${one.faint(`${inner}e`)}f`, 6);
  t.same(faint[4], { ...((await cells(one.faint('e'), 1))[0] as object) });
}

t.test('nothing of no text', async t => {
  t.equal(theme().cursor(''), '');
});
