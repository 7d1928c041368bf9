import fc from 'fast-check';
import t from 'tap';
import { parseKey } from '../../../src/query/lookup.ts';
import { parseSort } from '../../../src/query/sort.ts';
import { paramOfText } from '../../../src/run/param.ts';
import type { RunRow } from '../../../src/run/run-row.ts';
import { columnAt, runsView, topOf } from '../../../src/tui/panes/runs-view.ts';
import { type ListWish, type RunsState, reduceRuns } from '../../../src/tui/state/runs.ts';
import { themeOf } from '../../../src/tui/theme.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { BARE_THEME, CLOCK, listOf, manyRows, someRows } from '../../support/tui-state.ts';

const see = (state: RunsState, width = 80, height = 10, hasFocus = true) =>
  runsView(state, { width, height, hasFocus }, BARE_THEME, CLOCK);
const wished = (rows: readonly RunRow[], wish: Partial<ListWish>) =>
  reduceRuns(listOf(rows), { kind: 'wish', wish });
const onColumn = (state: RunsState, key: string): RunsState => ({
  ...state,
  column: state.columns.findIndex(column => column.key === key),
});
const row = (changes: Partial<RunRow>): RunRow => ({ ...(someRows(1)[0] as RunRow), ...changes });
const WIDE = ['id', 'name', 'status', 'started', 'duration', 'params.lr', 'metrics.acc', 'commit', 'note'];

t.test('titles stand above as many rows as there is room for', async t => {
  const lines = see(listOf(someRows(30)), 80, 5);
  t.equal(lines.length, 5);
  t.match(lines[0], /^ {2}id +name +status +acc +lr +started +duration$/);
  t.match(lines[1], /^> \S+ +run-0 +finished +0 +0\.1 +1 h ago +1m 00s +$/);
});

t.test('the row under the cursor is on the screen, and told apart', async t => {
  const state = { ...listOf(someRows(100)), cursor: 60 };
  const lines = see(state);
  t.match(
    lines.filter(line => line.startsWith('>')),
    [/run-60/],
  );
  t.equal(topOf(state, 9), 54);
  t.match(see(state, 80, 10, false).join('\n'), /^ {2}\S+ +run-60/m);
});

t.test('before a row stands whether it is marked, pinned or found', async t => {
  const [first, second, third] = someRows(3) as [RunRow, RunRow, RunRow];
  const state = {
    ...listOf([first, second, third]),
    cursor: 9,
    marked: new Set([first.id]),
    pinned: new Set([second.id]),
    search: { text: 'x', hits: new Set([third.id]) },
  };
  t.match(see(state).slice(1), [/^● /, /^▸ /, /^\[\/ \]/]);
});

t.test('titles tell what it is sorted by, and in which order', async t => {
  const rows = someRows(3);
  t.match(see(wished(rows, { sort: parseSort('-metrics.acc') }))[0], /acc▼ /);
  t.match(see(wished(rows, { sort: parseSort('-metrics.acc,params.lr') }))[0], /acc▼1 .*lr▲2 /);
});

t.test('a heading says of what, and how many', async t => {
  const state = wished(someRows(5), { groupBy: parseKey('params.lr') });
  t.match(
    see(state).slice(1, 3),
    [/^>.params\.lr 0\.1 {2}3 runs/, /run-0/].map(line => line),
  );
  const folded = wished(someRows(5), { groupBy: parseKey('params.lr'), folded: new Set(['params.lr 0.2']) });
  t.match(see(folded).at(-1), /^▸ params\.lr 0\.2 {2}2 runs/);
});

t.test('a star stands at the best value, never at NaN', async t => {
  const acc = { last: Number.NaN, min: 0, max: 0, count: 1, step: 0 };
  const rows = [row({ metrics: { acc } }), ...someRows(4).slice(1)];
  const state: RunsState = { ...listOf(rows), best: new Map([['metrics.acc', 0.03]]) };
  const lines = see(state);
  t.match(lines[1], ' NaN ');
  t.same(
    lines.filter(line => line.includes('★')).map(line => /★(\S+)/.exec(line)?.[1]),
    ['0.03'],
  );
  const broken: RunsState = { ...state, best: new Map([['metrics.acc', Number.NaN]]) };
  t.notMatch(see(broken).join('\n'), '★');
});

t.test('the column under the cursor is on the screen, wherever it is', async t => {
  const state = wished(someRows(3), { columns: WIDE });
  for (const [column, key] of WIDE.entries())
    for (const width of [20, 30, 40, 55, 80, 120]) {
      const [head = ''] = see({ ...state, column }, width);
      const title = key.replace(/^\w+\./, '');
      t.match(head, new RegExp(`[ ‹]${title}(?: |$)`), `${key} at ${width}`);
    }
});

t.test('the first columns stay where there is room, and titles say that there is more', async t => {
  const state = wished(someRows(3), { columns: WIDE });
  t.match(see(state, 50)[0], /^ {2}id .*›$/);
  t.match(see(onColumn(state, 'note'), 60)[0], /^‹ id +name +.*commit +note/);
  t.notMatch(see(onColumn(state, 'note'), 200)[0], /[‹›]/);
});

t.test('a number is whole or not there', async t => {
  const rows = someRows(3).map(one => ({
    ...one,
    metrics: { acc: { last: 0.98765, min: 0, max: 1, count: 1, step: 0 } },
  }));
  const state = wished(rows, { columns: ['id', 'name', 'metrics.acc'] });
  for (let width = 20; width < 40; width++) {
    const [, line = ''] = see(state, width);
    t.ok(line.includes('0.98765') || !/\d…/.test(line.slice(12)), line);
  }
});

t.test('a column that is wider than the screen does not hide the one under the cursor', async t => {
  const long = 'a-metric-whose-name-nobody-could-ever-want-to-read-to-its-end';
  const metrics = { [long]: { last: 1, min: 1, max: 1, count: 1, step: 0 } };
  const state = wished([row({ metrics })], {
    columns: ['id', 'name', `metrics.${long}`, 'status', 'branch'],
  });
  t.match(see(onColumn(state, `metrics.${long}`), 50)[0], 'a-metric-whose');
  t.match(see(onColumn(state, 'branch'), 50)[0], 'branch');
});

t.test('a wide, combining or hostile text takes no more than its cells', async t => {
  const names = [
    '日本語の名前がとても長くて入りきらないほどです',
    `e${'\u0301'.repeat(200)}`,
    '\x1b[2J\x1b]0;mine\x07',
    '\u202egnirts',
    '👩‍👩‍👧‍👦👩‍👩‍👧‍👦',
    'नमस्ते दुनिया',
    '\ud800',
    '',
    'a\nb\tc',
  ];
  const rows = someRows(names.length).map((one, at) => ({
    ...one,
    name: names[at] as string,
    note: names.join(' ').repeat(500),
    tags: { [names[at] || 'x']: names.join('') },
    params: { lr: paramOfText(names[at] as string, { kind: 'option' }) },
  }));
  for (const width of [20, 41, 80, 200])
    for (const column of [0, 1, 3, 5, 7]) {
      const lines = see({ ...listOf(rows), column }, width, 20);
      for (const line of lines.slice(1)) t.equal(widthOf(line), width, line);
      t.ok(widthOf(lines[0] as string) <= width);
      t.notMatch(lines.join(''), /[\0-\x1f\u202e]/);
    }
});

t.test('on a screen of any size no line is too wide', async () => {
  const rows = someRows(30);
  const states = [
    listOf(rows),
    listOf([]),
    wished(rows, { groupBy: parseKey('params.lr') }),
    wished(rows, { columns: WIDE }),
    wished(rows, { columns: ['name'] }),
  ];
  const colours = themeOf({ name: 'auto', depth: 24, background: 'dark' });
  fc.assert(
    fc.property(
      fc.constantFrom(...states),
      fc.nat(120),
      fc.nat(40),
      fc.nat(10),
      fc.nat(40),
      (state, width, height, column, cursor) => {
        const lines = runsView(
          { ...state, column, cursor },
          { width, height, hasFocus: true },
          colours,
          CLOCK,
        );
        return lines.length <= Math.max(1, height) && lines.every(line => widthOf(unstyled(line)) <= width);
      },
    ),
  );
});

t.test('while one scrolls columns only grow', async t => {
  const rows = someRows(40).map((one, at) => ({ ...one, name: at === 30 ? 'a-much-longer-name' : one.name }));
  const state = listOf(rows);
  const place = (line = '') => line.indexOf('status');
  const narrow = place(see(state)[0]);
  const wide = place(see({ ...state, cursor: 30 })[0]);
  t.ok(wide > narrow);
  t.equal(place(see(state)[0]), wide);
});

t.test('the mouse finds the column that is below it', async t => {
  const state = wished(someRows(3), { columns: WIDE });
  const size = { width: 60, height: 10, hasFocus: true };
  for (const moved of [state, onColumn(state, 'note')]) {
    const [head = ''] = see(moved, 60);
    const keys = [...Array(60).keys()].map(x => columnAt(moved, size, x, CLOCK));
    for (const title of ['id', 'name']) {
      const found = keys[head.indexOf(title)];
      t.equal(moved.columns[found ?? -1]?.title, title);
    }
    t.equal(keys[0], undefined);
  }
  const [head = ''] = see(onColumn(state, 'note'), 60);
  t.equal(columnAt(onColumn(state, 'note'), size, head.indexOf('note'), CLOCK), WIDE.indexOf('note'));
});

t.test('of 100,000 runs no more are read than are seen', async t => {
  let asked = 0;
  const rows = manyRows(100_000);
  const state = listOf(rows);
  const columns = state.columns.map(column => ({
    ...column,
    text: (...given: Parameters<typeof column.text>) => {
      asked++;
      return column.text(...given);
    },
  }));
  see({ ...state, columns, cursor: 50_000 }, 120, 40);
  t.ok(asked <= 39 * columns.length * 2, `${asked} cells`);
});

t.test('of a thousand columns no more are read than are seen', async t => {
  const names = Array.from({ length: 1000 }, (_, at) => `params.p${at}`);
  const params = Object.fromEntries(
    names.map(name => [name.slice(7), paramOfText('0.5', { kind: 'option' })] as const),
  );
  const state = wished([row({ params })], { columns: ['id', 'name', ...names] });
  let asked = 0;
  const columns = state.columns.map(column => ({
    ...column,
    text: (...given: Parameters<typeof column.text>) => {
      asked++;
      return column.text(...given);
    },
  }));
  const [head] = see({ ...state, columns, column: 900 }, 80);
  t.match(head, /p898 +›$/);
  t.ok(asked < 100, `${asked} cells`);
});
