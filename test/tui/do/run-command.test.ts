import t from 'tap';
import { pageOf, runCommand } from '../../../src/tui/do/run-command.ts';
import { controlOf } from '../../support/tui-control.ts';

const saying = (said: string, exitCode = 0) => ({
  perform: async (_: unknown, hear: (text: string) => void) => {
    hear(said);
    return exitCode;
  },
});

t.test('what a command says is a page', async t => {
  const control = controlOf({ desk: saying('one\ntwo\n') });
  await runCommand(control, 'log');
  t.match(control.state().mode, { kind: 'page', title: 'git run log', doc: { lines: ['one', 'two'] } });
  t.match(control.state().done, [{ exitCode: 0, said: 'one\ntwo\n', plan: { does: 'git run log' } }]);
});

t.test('a line of it stands in the line below the panes', async t => {
  const control = controlOf({ desk: saying('tagged swift-otter\n') });
  await runCommand(control, 'tag @ x=1');
  t.match(control.state().notice, { text: 'tagged swift-otter', tone: 'plain' });
  const failing = controlOf({ desk: saying('', 3) });
  await runCommand(failing, 'log');
  t.match(failing.state().notice, { text: 'exit code 3', tone: 'bad' });
  const silent = controlOf();
  await runCommand(silent, 'log');
  t.match(silent.state().notice, { text: 'done: git run log' });
});

t.test('% is the run under the cursor', async t => {
  const control = controlOf();
  control.press('j');
  await runCommand(control, 'show %');
  t.same(control.performed, [{ program: 'git run', words: ['show', control.state().runs.rows[1]?.id] }]);
});

t.test('what is no line of words is told, and not done', async t => {
  const control = controlOf();
  await runCommand(control, "note 'x");
  t.match(control.state().notice, { text: 'a quote is not closed', tone: 'bad' });
  await runCommand(control, '');
  t.same(control.performed, []);
});

t.test('where nothing may be changed, what changes is refused', async t => {
  const natureOf = async ([name]: readonly string[]) => ({ changes: name === 'rm', attached: false });
  const control = controlOf({ readOnly: '--read-only was given', desk: { natureOf } });
  await runCommand(control, 'rm @');
  t.match(control.state().notice, { text: 'nothing is changed here: --read-only was given' });
  t.same(control.performed, []);
  await runCommand(control, 'log');
  t.equal(control.performed.length, 1);
});

t.test('what cannot be done from within says why', async t => {
  const natureOf = async () => ({ changes: false, attached: false, off: 'it is open already' });
  const control = controlOf({ desk: { natureOf } });
  await runCommand(control, 'ui');
  t.match(control.state().notice, { text: 'it is open already' });
});

t.test('what asks, or goes on, has the terminal', async t => {
  const control = controlOf({ desk: { natureOf: async () => ({ changes: true, attached: true }) } });
  await runCommand(control, '-- python t.py');
  t.same(control.staged, ['outside']);
  t.match(control.performed, [{ words: ['--', 'python', 't.py'] }]);
  t.match(control.state().done, [{ said: /terminal/ }]);
});

t.test('who types something else by now is not interrupted', async t => {
  const control = controlOf({ desk: saying('one\ntwo\n') });
  control.press('f');
  await runCommand(control, 'log');
  t.equal(control.state().mode.kind, 'line');
  t.match(control.state().notice, { text: /@ shows/ });
});

t.test('colours pass, and nothing else that a terminal would obey', async t => {
  const [line = ''] = pageOf('x', '\x1b[31mred\x1b[m \x1b]0;title\x07\n').doc.lines;
  t.match(line, '\x1b[31mred');
  t.notMatch(line, '\x1b]0');
});
