import t from 'tap';
import { pageOf } from '../../../src/tui/do/run-command.ts';
import type { PageMode } from '../../../src/tui/state/mode.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';

const said = Array.from({ length: 99 }, (_, n) => `line ${n}`).join('\n');
const open = (): TestControl => {
  const control = controlOf();
  control.store.send({ kind: 'mode', mode: pageOf('git run x', said) });
  return control;
};
const doc = (control: TestControl) => (control.state().mode as PageMode).doc;

t.test('a page is scrolled by the keys of pages', async t => {
  const control = open();
  control.press('j', 'j', 'k');
  t.equal(doc(control).top, 1);
  control.press('G');
  t.equal(doc(control).top, 99 - 24, 'its last line is the last of the window');
  control.press('g', 'l');
  t.match(doc(control), { top: 0, left: 8 });
});

t.test('it is searched, and the search goes on', async t => {
  const control = open();
  control.press('/');
  control.type('line 7');
  control.press('enter', 'n');
  t.equal(doc(control).hit, 70);
  control.press('N');
  t.equal(doc(control).hit, 7);
});

t.test('q and Esc close it, other keys do nothing', async t => {
  for (const key of ['q', 'esc']) {
    const control = open();
    control.press('D', 'f1', key);
    t.equal(control.state().mode.kind, 'panes', key);
    t.same(control.performed, []);
  }
});
