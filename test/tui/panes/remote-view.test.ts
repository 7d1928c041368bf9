import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import { remoteView, surveyOf } from '../../../src/tui/panes/remote-view.ts';
import { NO_REMOTE, type RemoteState, standings } from '../../../src/tui/state/remote.ts';
import { themeOf } from '../../../src/tui/theme.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { BARE_THEME, manyRows, someRows } from '../../support/tui-state.ts';

const rows = someRows(4);
const row = (n: number) => rows[n] as RunRow;
const elsewhere = idAt(NOW, 'else');
const survey = surveyOf(
  standings(
    rows,
    new Map([
      [row(0).id, row(0).commit as string],
      [row(1).id, 'another'],
      [elsewhere, 'x'],
    ]),
  ),
);
const asked: RemoteState = { ...NO_REMOTE, remotes: ['origin', 'backup'], length: 4 };
const size = { width: 80, height: 10, hasFocus: true };
const see = (state: RemoteState, found = undefined as typeof survey | undefined, at = size) =>
  remoteView(state, found, at, BARE_THEME);

t.test('until it has answered, that is said', async t => {
  t.match(see(NO_REMOTE).join('\n'), 'reading …');
  t.match(see(asked).join('\n'), /^ {2}origin {2}\(Enter: the next of 2\)\n\n {2}asking it …$/);
});

t.test('where there is none, it says how to add one', async t => {
  t.match(see({ ...NO_REMOTE, remotes: [] }).join('\n'), 'git remote add origin URL');
});

t.test('what went wrong stands below its name', async t => {
  const lines = see({ ...asked, trouble: 'cannot reach it\nno such host' });
  t.same(lines.slice(2), ['  cannot reach it', '  no such host']);
});

t.test('it counts, and lists the runs that are not the same on both sides', async t => {
  const [, counts, , ...list] = see({ ...asked, cursor: 1 }, survey);
  t.equal(counts, '  1 run here and there, 2 only here, 1 only there, 1 not the same');
  t.match(list, [/^ {2}↓ \S+ +only there/, /^> ≠ \S+ {2}run-1 +edited on/, /↑ .*run-2 +only here/, /run-3/]);
  t.match(see(asked, surveyOf([])).join('\n'), 'all runs are here and there');
});

t.test('the list fills its room, and the cursor is in it', async t => {
  const many = surveyOf(standings(someRows(100), new Map()));
  const lines = see({ ...asked, cursor: 99, length: 100 }, many);
  t.equal(lines.length, 10);
  t.match(lines.at(-1), /^>.*run-99/);
  t.match(see({ ...asked, cursor: 50, length: 100 }, many).join('\n'), /^>.*run-50/m);
});

t.test('on a narrow screen no line is too wide, and a remote has its name', async t => {
  const colours = themeOf({ name: 'auto', depth: 24, background: 'dark' });
  const states = [
    NO_REMOTE,
    asked,
    { ...NO_REMOTE, remotes: [] },
    { ...asked, trouble: 'it does not answer at all' },
  ];
  for (const state of states)
    for (const width of [0, 5, 20, 31])
      for (const found of [undefined, survey, surveyOf([])])
        for (const line of remoteView(state, found, { ...size, width }, colours))
          t.ok(widthOf(unstyled(line)) <= width, `${width}: ${line}`);
  t.match(see(asked, survey, { ...size, width: 20 })[0], '  origin');
});

t.test('a hostile name stays a name', async t => {
  const hostile = [{ ...row(0), name: '\x1b[2J日本語日本語日本語日本語' }];
  const lines = see(asked, surveyOf(standings(hostile, new Map())));
  t.match(lines[3], /\\u\{1b\}\[2J日/);
  t.equal(widthOf(lines[3] as string), 80);
});

t.test('of many runs each is found once, the newest first', async t => {
  const many = manyRows(1000);
  const there = new Map(many.slice(0, 600).map(one => [one.id, one.commit as string]));
  for (let n = 0; n < 50; n++) there.set(idAt(NOW - n * 700_000, `x${n}`), 'x');
  const { counts, differing } = surveyOf(standings(many, there));
  t.same(counts, { both: 600, here: 400, there: 50, differs: 0 });
  const ids = differing.map(({ id }) => id);
  t.equal(new Set(ids).size, 450);
  t.same(ids, ids.toSorted().reverse());
});
