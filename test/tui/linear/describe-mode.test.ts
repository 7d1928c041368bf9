import t from 'tap';
import { describeMode } from '../../../src/tui/linear/describe-mode.ts';
import { NO_DOC } from '../../../src/tui/state/doc.ts';
import { PANES } from '../../../src/tui/state/mode.ts';
import { controlOf, until } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

function said(control: ReturnType<typeof controlOf>, ...keys: readonly string[]) {
  const before = control.state().mode;
  control.press(...keys);
  return describeMode(before, control.state().mode, control.state());
}

t.test('a question says what is done, by which commands, and how it is answered', async t => {
  const control = controlOf({ rows: someRows(2) });
  const before = control.state().mode;
  control.press('D');
  await until(() => control.state().mode.kind === 'confirm');
  const lines = describeMode(before, control.state().mode, control.state());
  t.match(lines, [
    /^Question: move run-0 \(.*\) to the trash\? That is 1 command:$/,
    /^git run rm /,
    'u takes it back.',
    'y does it, n or Esc leaves it.',
  ]);
  t.same(said(control, 'n'), ['closed']);
});

t.test('the keys are read out, and gone through', async t => {
  const control = controlOf();
  const opened = said(control, '?');
  t.match(opened[0], /^Keys of Runs: \d+ entries$/);
  t.ok(opened.some(line => /^f: filter: /.test(line)));
  t.equal(opened.at(-1), 'keys: Enter do it, Esc close');
  t.match(said(control, 'down'), [/^2 of \d+: /]);
  t.match(said(control, 'z', 'o', 'o', 'm'), [/^zoom: \d+ entr/, /^1 of \d+: /]);
});

t.test('columns are told as they are switched', async t => {
  const control = controlOf();
  t.match(said(control, 'o'), [/^Columns: id, name, .*, of \d+$/, /^1 of \d+: id, on$/, /^keys: /]);
  t.match(said(control, 'space'), [/^1 of \d+: id, off$/]);
});

t.test('what a command said is read out; a line that is typed is not', async t => {
  const { state, press } = controlOf();
  const doc = { ...NO_DOC, lines: ['one', 'two'] };
  t.match(describeMode(PANES, { kind: 'page', title: 'git run du', doc }, state()), [
    'git run du',
    'one',
    'two',
    /^keys: /,
  ]);
  press(':');
  t.same(describeMode(PANES, state().mode, state()), []);
});
