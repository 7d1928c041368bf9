/** @jsxRuntime automatic */
import t from 'tap';
import { App } from '../../src/tui/app.tsx';
import type { Desk } from '../../src/tui/desk.ts';
import { keymapOf } from '../../src/tui/keys/keymap.ts';
import { deskOf } from '../support/desk.ts';
import { until } from '../support/tui-control.ts';
import { screenStore, shown } from '../support/tui-screen.tsx';
import { BARE_THEME, someRows } from '../support/tui-state.ts';

function bench(t: Parameters<typeof shown>[0], [columns, rows] = [90, 20], parts: Partial<Desk> = {}) {
  const store = screenStore(columns, rows);
  const desk = deskOf({
    title: 'digits',
    all: async () => ({ rows: someRows(3), damaged: [] }),
    detail: async () => 'all about it\n',
    ...parts,
  });
  const screen = shown(
    t,
    <App
      store={store}
      desk={desk}
      theme={BARE_THEME}
      terminal={{ pictures: 'blocks' }}
      keymap={keymapOf(() => undefined)}
      surface={undefined}
    />,
  );
  return { store, screen, lines: () => screen.frame().split('\n') };
}

t.test('the screen has the names of the panes, a pane, what is said and the keys', async t => {
  const { store, screen, lines } = bench(t);
  await until(() => screen.frame().includes('run-2'));
  store.send({ kind: 'notice', notice: { text: 'hello', tone: 'plain' } });
  await until(() => screen.frame().includes('hello'));
  t.equal(lines().length, 20);
  t.match(lines()[0], /^1 Runs 2 Detail .*digits *$/);
  t.match(lines()[1], /Runs .*3/);
  t.match(lines()[3], /^> \S+ +run-0/);
  t.match(lines()[18], /^hello *$/);
  t.match(lines()[19], /^Enter open/);
});

t.test('side by side the panes are parted by a rule, as high as they are', async t => {
  const { screen, lines } = bench(t, [100, 20]);
  await until(() => screen.frame().includes('all about it'));
  const ruled = lines().filter(line => line.charAt(55) === '│');
  t.equal(ruled.length, 17);
  t.match(lines()[1], /Runs .*│ Detail/);
});

t.test('a screen that is too small says so, and comes back', async t => {
  const { store, screen } = bench(t, [19, 20]);
  t.match(screen.frame(), 'more room, please');
  store.send({ kind: 'resize', columns: 90, rows: 20 });
  await until(() => screen.frame().includes('run-0'));
});

t.test('a pane that crashes leaves the others alone, R tries it again', async t => {
  let isBroken = true;
  const { store, screen } = bench(t, [100, 20], {
    now: () => {
      if (isBroken) throw new Error('no clock');
      return 0;
    },
  });
  await until(() => screen.frame().includes('all about it'));
  t.match(screen.frame(), 'Runs has crashed: Error: no clock');
  isBroken = false;
  store.send({ kind: 'action', action: 'refresh' });
  await until(() => screen.frame().includes('run-2'));
  t.notMatch(screen.frame(), 'crashed');
});
