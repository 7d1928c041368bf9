import t from 'tap';
import { keymapOf } from '../../src/tui/keys/keymap.ts';
import { mount } from '../../src/tui/mount.tsx';
import { openSurface } from '../../src/tui/surface/surface.ts';
import { deskOf } from '../support/desk.ts';
import { screenModel } from '../support/terminal/screen-model.ts';
import { until } from '../support/tui-control.ts';
import { screenStore } from '../support/tui-screen.tsx';
import { PLAIN_THEME, someRows } from '../support/tui-state.ts';

function bench(t: { teardown(handler: () => unknown): unknown }, columns = 120, rows = 20) {
  const model = screenModel(columns, rows, () => {});
  const store = screenStore(columns, rows);
  const surface = openSurface(text => model.write(text));
  const mounted = mount({
    store,
    surface,
    desk: deskOf({ all: async () => ({ rows: someRows(3), damaged: [] }), detail: async () => 'about it' }),
    theme: PLAIN_THEME,
    terminal: { pictures: 'blocks' },
    keymap: keymapOf(() => undefined),
  });
  t.teardown(mounted.unmount);
  return { model, store, surface, mounted, text: () => model.lines().join('\n') };
}

t.test('what Ink lays out and what is painted come together on the screen', async t => {
  const { model, text } = bench(t);
  await until(() => text().includes('run-2') && text().includes('about it'));
  t.match(model.lines()[0], /^1 Runs 2 Detail .*repository$/);
  t.match(model.lines()[3], /^>.*run-0.*│/);
  t.equal(model.lines().filter(line => line.charAt(66) === '│').length, 17);
  t.match(model.lines()[19], /^Enter/);
});

t.test('another size is another layout, and nothing of the old one is left', async t => {
  const { model, store, surface, mounted, text } = bench(t);
  await until(() => text().includes('about it'));
  for (const [columns, rows] of [
    [80, 12],
    [160, 30],
    [120, 20],
  ] as const) {
    model.resize(columns, rows);
    surface.redraw();
    store.send({ kind: 'resize', columns, rows });
    mounted.resize(columns, rows);
    await until(() => /^1 ?Runs.*run-2.*\nEnter[^\n]*$/s.test(text()));
    t.equal(text().match(/1 ?Runs/g)?.length, 1);
    t.equal(text().match(/run-2/g)?.length, 1);
    t.equal(text().match(/^Enter/gm)?.length, 1);
  }
});

t.test('a dialog lies above the panes, and when it goes they are there again', async t => {
  const { store, text } = bench(t);
  // The best is found a moment after the rows are there.
  await until(() => text().includes('about it') && text().includes('★'));
  const before = text();
  const entry = { id: 'a', group: '', key: 'k', name: 'a', about: 'it says this', off: undefined };
  const field = { text: '', at: 0 };
  store.send({
    kind: 'mode',
    mode: { kind: 'list', of: 'history', title: 'A list', entries: [entry], field, cursor: 0, top: 0 },
  });
  await until(() => text().includes('it says this'));
  t.match(text(), /╭.*A list.*╮/);
  store.send({ kind: 'mode', mode: { kind: 'panes' } });
  await until(() => !text().includes('it says this'));
  await until(() => text() === before);
});
