import t from 'tap';
import { moveOutput, topOf } from '../../../src/tui/state/move-output.ts';
import { type OutputState, reduceOutput } from '../../../src/tui/state/output.ts';
import { numbered, outputOf, partName } from '../../support/log-states.ts';

const SIZE = { width: 20, height: 4 };
const moved = (state: OutputState, ...actions: string[]) =>
  actions.reduce((now, action) => moveOutput(now, action, SIZE), state);
const top = (state: OutputState, size = SIZE) => topOf(state, size).at / 7;

t.test('one scrolls by lines and screens, between the first and the last', async t => {
  const state = outputOf(numbered(10));
  t.equal(top(state), 6);
  t.equal(top(moved(state, 'up')), 5);
  t.equal(top(moved(state, 'half-up')), 4);
  t.equal(top(moved(state, 'page-up', 'page-up', 'page-up')), 0);
  t.equal(top(moved(state, 'first', 'page-down')), 3);
  t.equal(top(moved(state, 'first', 'last')), 6);
});

t.test('who comes to the end stays there', async t => {
  const state = moved(outputOf(numbered(10)), 'up', 'up');
  t.notOk(state.isAtEnd);
  t.notOk(moved(state, 'down').isAtEnd);
  t.ok(moved(state, 'down', 'down').isAtEnd);
  const grown = reduceOutput(moved(state, 'page-down'), {
    kind: 'written',
    of: 'a',
    name: partName(0),
    bytes: Buffer.from(numbered(2, 8)),
  });
  t.equal(top(grown), 8);
});

t.test('a log that has room is at its end, whatever is pressed', async t => {
  t.ok(moved(outputOf(numbered(2)), 'up', 'page-up').isAtEnd);
});

t.test('another width keeps the line at the top, another height what fills the screen', async t => {
  const state = moved(outputOf(`${'x'.repeat(70)}\n${numbered(10)}`), 'first', 'down', 'down');
  t.same(topOf(state, SIZE), { at: 0, row: 2 });
  t.same(topOf(state, { width: 10, height: 4 }), { at: 0, row: 2 });
  t.same(topOf(state, { width: 80, height: 4 }), { at: 0, row: 0 });
  t.same(topOf(state, { width: 80, height: 40 }), { at: 0, row: 0 });
});

t.test('lines are broken, or one goes along them', async t => {
  const state = moved(outputOf(`${'x'.repeat(70)}\n${numbered(10)}`), 'first', 'down');
  t.equal(moved(state, 'right'), state);
  const whole = moved(state, 'wrap', 'right', 'right', 'left');
  t.same([whole.wraps, whole.left, topOf(whole, SIZE)], [false, 8, { at: 0, row: 0 }]);
  t.same([moved(whole, 'left', 'left').left, moved(whole, 'wrap').left], [0, 0]);
});

t.test('one goes on from what was found, where that is to be seen; else from the screen', async t => {
  const state: OutputState = { ...moved(outputOf(numbered(10)), 'first'), search: 'line', hit: 14 };
  t.same(moved(state, 'next-match').seek, { kind: 'match', step: 1, from: 21 });
  t.same(moved(state, 'previous-match').seek, { kind: 'match', step: -1, from: 14 });
  const below = moved(state, 'page-down');
  t.same(moved(below, 'next-match').seek, { kind: 'match', step: 1, from: 21 });
  t.same(moved(below, 'previous-error').seek, { kind: 'error', step: -1, from: 21 });
  t.same(moved(state, 'next-error').seek, { kind: 'error', step: 1, from: 21 });
  t.equal(moved({ ...state, search: '' }, 'next-match').seek, undefined);
});

t.test('a key that means nothing here changes nothing', async t => {
  const state = outputOf('one\n');
  t.equal(moved(state, 'sort'), state);
});
