import t from 'tap';
import { parseKey } from '../../../src/query/lookup.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { columnOf, isNumeric, isWide, textsOf } from '../../../src/view/figure/column.ts';
import { NOW, sampleRow } from '../../support/run-rows.ts';

const row = (lr: string, started = NOW) =>
  sampleRow({
    params: { lr: paramOfText(lr, { kind: 'option' }) },
    started: new Date(started).toISOString(),
    ended: new Date(started + 12_500).toISOString(),
  });
const of = (key: string, ...lrs: string[]) =>
  columnOf(
    lrs.map(lr => row(lr)),
    parseKey(key),
  );

t.test('numbers are numbers, a column with a text is all texts', async t => {
  t.same(of('params.lr', '0.1', '1e-3').values, [0.1, 0.001]);
  t.same(of('params.lr', '0.1', 'auto').values, ['0.1', 'auto']);
  t.same(of('params.wd', '0.1').values, [undefined]);
  t.equal(isNumeric(of('params.lr', '0.1')), true);
  t.equal(isNumeric(of('params.lr', 'auto')), false);
});

t.test('metrics know which way is better, and durations their unit', async t => {
  t.equal(of('metrics.acc.best', '1').better, 'max');
  t.equal(of('params.lr', '1').better, undefined);
  t.match(of('duration', '1'), { name: 'duration (s)', values: [12.5] });
});

t.test('times are hours since the first', async t => {
  const rows = [row('1', NOW + 7_200_000), row('1', NOW)];
  t.match(columnOf(rows, parseKey('started')), { name: 'started (hours since the first)', values: [2, 0] });
});

t.test('learning rates are told apart on a logarithmic axis only', async t => {
  t.equal(isWide(of('params.lr', '0.1', '1e-4')), true);
  t.equal(isWide(of('params.lr', '0.1', '0.3')), false);
  t.equal(isWide(of('params.lr', '0', '1000')), false, 'zero has no place on one');
});

t.test('texts of strangers are safe to show', async t => {
  t.same(of('params.lr', '\x1b[2J').values, ['\\u{1b}[2J']);
  t.same(textsOf(of('params.lr', 'b', '10', 'a', '9', 'b')), ['9', '10', 'a', 'b'], 'numbers by their size');
});
