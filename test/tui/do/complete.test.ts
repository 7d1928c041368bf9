import t from 'tap';
import type { Offers } from '../../../src/tui/desk.ts';
import type { LineMode } from '../../../src/tui/state/mode.ts';
import { controlOf, type TestControl, until } from '../../support/tui-control.ts';

const values = (control: TestControl) =>
  (control.state().mode as LineMode).offers.offers.map(({ value }) => value);

t.test('who opens a line for a command sees what there is', async t => {
  const control = controlOf({ desk: { offer: async () => ({ keep: 0, offers: [{ value: 'log' }] }) } });
  control.press(':');
  await until(() => values(control).length > 0);
  t.same(values(control), ['log']);
});

t.test('an answer for another line is passed over', async t => {
  const answers: ((offers: Offers) => void)[] = [];
  const offer = () => new Promise<Offers>(resolve => answers.push(resolve));
  const control = controlOf({ desk: { offer } });
  control.press(':', 'l', 'o');
  const [first, second, third] = answers;
  second?.({ keep: 0, offers: [{ value: 'late' }] });
  first?.({ keep: 0, offers: [{ value: 'later' }] });
  third?.({ keep: 0, offers: [{ value: 'log' }] });
  await until(() => values(control).length > 0);
  t.same(values(control), ['log']);
});

t.test('one that fails offers nothing, nor does one that comes when the line is left', async t => {
  const failing = controlOf({ desk: { offer: () => Promise.reject(new Error('no')) } });
  failing.press(':', 'l');
  await new Promise(setImmediate);
  t.same(values(failing), []);
  const control = controlOf({ desk: { offer: async () => ({ keep: 0, offers: [{ value: 'log' }] }) } });
  control.press(':', 'esc');
  await new Promise(setImmediate);
  t.equal(control.state().mode.kind, 'panes');
});

t.test('behind a filter that is right no menu opens by itself, but by Tab', async t => {
  const offerFilter = async (text: string): Promise<Offers> => ({
    keep: text.length,
    offers: [{ value: 'and' }, { value: 'or' }],
  });
  const control = controlOf({ desk: { offerFilter } });
  control.press('f');
  control.type('seed = 1 ');
  await new Promise(setImmediate);
  t.same(values(control), []);
  control.press('tab');
  await until(() => values(control).length > 0);
  t.same(values(control), ['and', 'or']);
});
