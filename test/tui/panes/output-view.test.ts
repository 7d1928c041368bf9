import t from 'tap';
import { outputRemark, outputView } from '../../../src/tui/panes/output-view.ts';
import { moveOutput } from '../../../src/tui/state/move-output.ts';
import { NO_OUTPUT, type OutputState, reduceOutput } from '../../../src/tui/state/output.ts';
import { themeOf } from '../../../src/tui/theme.ts';
import { numbered, outputOf, partName } from '../../support/log-states.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const SIZE = { width: 20, height: 4 };
const view = (state: OutputState, size = SIZE) => outputView(state, size, PLAIN_THEME);
const dim = (text: string) => PLAIN_THEME.style.dim(text);
const moved = (state: OutputState, ...actions: string[]) =>
  actions.reduce((now, action) => moveOutput(now, action, SIZE), state);

t.test('the end of the output is shown, and what one scrolls to', async t => {
  const state = outputOf(numbered(9));
  t.same(view(state), ['line 5', 'line 6', 'line 7', 'line 8']);
  t.same(view(moved(state, 'up')), ['line 4', 'line 5', 'line 6', 'line 7']);
  t.same(view(moved(state, 'first')), ['line 0', 'line 1', 'line 2', 'line 3']);
  t.same(view(outputOf('one\n')), ['one']);
});

t.test('a line that parts are cut in is one', async t => {
  t.same(view(outputOf('one\ntw', 'o\nthree')), ['one', 'two', 'three']);
});

t.test('a long line is broken, or cut', async t => {
  const state = outputOf(`${'0123456789'.repeat(3)}\nend\n`);
  t.same(view(state), ['01234567890123456789', '0123456789', 'end']);
  t.same(view(moved(state, 'wrap')), ['01234567890123456789', 'end']);
  t.same(view(moved(state, 'wrap', 'right')), ['89012345678901234567', '']);
});

t.test('where there is nothing it says so', async t => {
  t.same(view(NO_OUTPUT), []);
  t.same(view(reduceOutput(NO_OUTPUT, { kind: 'loading', of: 'a' })), ['', dim('  reading …')]);
  t.same(view(outputOf()), ['', dim('  No output.')]);
  t.same(view({ ...outputOf(), isLive: true }), ['', dim('  No output yet.')]);
  t.same(view({ ...outputOf(), trouble: 'no such run' }), ['', '  no such run']);
});

t.test('what is not there of a log stands in its place', async t => {
  const state = outputOf('one\n', 'two\n', 'three\n');
  const lost = reduceOutput(state, {
    kind: 'lost',
    of: 'a',
    name: partName(1),
    text: '… it was not kept, and is gone …',
  });
  t.same(view(lost), ['one', dim('… it was not kept, …'), 'three']);
});

const COLOURED = themeOf({ name: 'dark', depth: 8, background: 'dark' });

t.test('lines have the colours of their levels, where they have none of their own', async t => {
  const { error, warning, style } = COLOURED;
  const state = outputOf('WARNING slow\nERROR \x1b[32mgreen\x1b[0m\nDEBUG x\nplain\n');
  const stripped = [warning('WARNING slow'), error('ERROR green'), style.dim('DEBUG x'), 'plain'];
  t.same(outputView(state, SIZE, COLOURED), stripped);
  const own = outputView({ ...state, colours: true }, SIZE, COLOURED);
  t.same(own, [stripped[0], 'ERROR \x1b[32mgreen\x1b[0m', stripped[2], 'plain']);
  const colourless = outputView({ ...state, colours: true }, SIZE, PLAIN_THEME);
  t.equal(colourless[1], 'ERROR green');
});

t.test('what is looked for is marked wherever it stands, and the line that was found', async t => {
  const state = { ...outputOf('a b a\nb\nc a\n'), search: 'a', hit: 8 };
  t.same(view(state), ['[a] b [a]', 'b', '> [a]>']);
  t.same(view({ ...state, search: '' }), ['a b a', 'b', '> a']);
  t.same(view({ ...state, search: 'x*' }), ['a b a', 'b', '> a']);
});

t.test('it says where one is', async t => {
  const remark = (state: OutputState) => outputRemark('warm-jay', state);
  const state = outputOf(numbered(9));
  t.equal(remark(state), 'warm-jay · end · 63 B');
  t.equal(remark(moved(state, 'up', 'up')), 'warm-jay · 33 % · 21 B of 63 B');
  t.equal(remark({ ...state, isLive: true }), 'warm-jay · following · 63 B');
  t.equal(remark({ ...moved(state, 'first'), isLive: true }), 'warm-jay · 0 % · 0 B of 63 B · G follows');
  t.equal(remark({ ...state, isLoading: true }), 'warm-jay · reading …');
  t.equal(remark(outputOf()), 'warm-jay');
});
