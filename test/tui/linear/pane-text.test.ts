import t from 'tap';
import type { Desk } from '../../../src/tui/desk.ts';
import { paneText } from '../../../src/tui/linear/pane-text.ts';
import { controlOf } from '../../support/tui-control.ts';
import { seriesOf } from '../../support/tui-curves.ts';
import { someRows } from '../../support/tui-state.ts';

const desk = {
  metricsOf: async () => ['loss'],
  series: async () => [new Map([['loss', seriesOf([2, 1])]])],
  log: async () => ({
    parts: [{ name: '000000.log', bytes: 12 }],
    read: async () => Buffer.from('one\r\n\x1b[31mtwo\x1b[0m\n'),
  }),
  remotes: async () => ['origin'],
  there: async () => new Map(),
} as unknown as Desk;

async function textOf(key: string, on = desk) {
  const control = controlOf({ rows: someRows(2) });
  control.press(key);
  return paneText(control.state())?.read(on);
}

t.test('curves are told in numbers', async t => {
  t.match(await textOf('3'), ['run-0: 1 metric', /^loss: 2 at first, 1 at last/]);
});

t.test('the output is told by its last lines, without colours', async t => {
  t.same(await textOf('7'), ['12 B of output; its last lines:', 'one', 'two']);
  const empty = { ...desk, log: async () => ({ parts: [] }) } as unknown as Desk;
  t.same(await textOf('7', empty), ['no output']);
});

t.test('the remote is told by how many are where', async t => {
  t.same(await textOf('9'), ['origin: 0 here and there, 2 only here, 0 only there, 0 not the same']);
  t.match(await textOf('9', { ...desk, remotes: async () => [] }), [/no remote yet/]);
});

t.test('other panes are pages, or lists', async t => {
  t.equal(await textOf('2'), undefined);
  t.equal(await textOf('6'), undefined);
});
