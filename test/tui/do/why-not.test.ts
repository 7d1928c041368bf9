import t from 'tap';
import { whyNot } from '../../../src/tui/do/why-not.ts';
import { controlOf } from '../../support/tui-control.ts';

t.test('where nothing may be changed, what changes something is off', async t => {
  const control = controlOf({ readOnly: 'the repository cannot be written' });
  t.match(whyNot(control.state(), control.keymap, 'trash'), 'the repository cannot be written');
  t.equal(whyNot(control.state(), control.keymap, 'mark'), undefined);
  t.equal(whyNot(controlOf().state(), control.keymap, 'trash'), undefined);
});
