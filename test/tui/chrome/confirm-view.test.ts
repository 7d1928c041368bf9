import t from 'tap';
import { confirmView, widestLine } from '../../../src/tui/chrome/confirm-view.ts';
import { EMPTY_FIELD, fieldOf } from '../../../src/tui/state/field.ts';
import { gitRun, type Plan } from '../../../src/tui/state/plan.ts';
import { unstyled } from '../../../src/view/style.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const plan: Plan = {
  does: 'move x to the trash',
  commands: [gitRun('rm', 'x')],
  undo: [gitRun('restore', 'x')],
  asks: true,
  runs: [],
};
const view = (changes: Partial<Plan> = {}, typed = EMPTY_FIELD, size = { width: 60, height: 18 }) =>
  confirmView({ kind: 'confirm', plan: { ...plan, ...changes }, typed }, size, PLAIN_THEME).map(unstyled);

t.test('it says what is done, in which commands, and what takes it back', async t => {
  const lines = view();
  t.ok(lines.includes('Move x to the trash?'));
  t.ok(lines.includes('git run rm x'));
  t.ok(lines.includes('u takes it back.'));
  t.equal(lines.at(-1), 'y do it   n or Esc leave it');
  t.ok(view({ undo: [] }).includes('Nothing takes it back.'));
});

t.test('of many commands some are shown, and how many more there are', async t => {
  const commands = Array.from({ length: 20 }, (_, n) => gitRun('tag', `${n}`));
  t.ok(view({ commands }).includes('and 12 more commands'));
  t.ok(view({ commands }, EMPTY_FIELD, { width: 60, height: 10 }).length <= 11, 'as there is room for');
});

t.test('a word is asked for where very much is done', async t => {
  t.equal(view({ word: 'trash' }, fieldOf('tra')).at(-1), 'Type trash and Enter: tra');
});

t.test('no line is too wide', async t => {
  const commands = [gitRun('note', 'x', '-m', 'y'.repeat(200))];
  t.ok(widestLine(view({ commands, does: 'z'.repeat(100) }), 1) <= 60);
  t.equal(widestLine(['abc', '\x1b[1mabcd\x1b[22m'], 2), 4);
  t.equal(widestLine([], 44), 44);
});
