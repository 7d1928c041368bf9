import t from 'tap';
import { parseKey } from '../../../src/query/lookup.ts';
import { formsOf, hasForm, printForm } from '../../../src/view/template/form.ts';
import { NOW } from '../../support/run-rows.ts';

const clock = { now: NOW, zone: () => 60 };
const print = (value: string | number | bigint | boolean | null, key: string, form = '') =>
  printForm(value, parseKey(key), form, clock);

t.test('without a form a value is exact', async t => {
  t.equal(print(0.1 + 0.2, 'metrics.acc'), '0.30000000000000004');
  t.equal(print(2n ** 70n, 'params.n'), '1180591620717411303424');
  t.equal(print(-0, 'metrics.acc'), '-0');
  t.equal(print(Number.NaN, 'metrics.acc'), 'NaN');
  t.equal(print(null, 'params.n'), 'null');
});

t.test('a time has the forms of --date', async t => {
  const started = '2026-11-02T13:00:00.500Z';
  t.equal(print(started, 'started', 'relative'), '59 min ago');
  t.equal(print(started, 'started', 'iso'), '2026-11-02 14:00:00 +0100');
  t.equal(print(started, 'started', 'iso-strict'), started);
  t.equal(print(started, 'started', 'unix'), '1793624400');
  t.equal(print(started, 'started', 'short'), '2026-11-02');
});

t.test('short is what a table shows', async t => {
  t.equal(print('01kb2d9ez07v8xk2qp7v8xk2qp', 'id', 'short'), '7v8xk2qp');
  t.equal(print('4f1c2a9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f', 'commit', 'short'), '4f1c2a9b1c');
  t.equal(print(184, 'duration', 'short'), '3m 04s');
  t.equal(print(0.97222, 'metrics.acc', 'short'), '0.9722');
  t.equal(print('adam', 'params.opt', 'short'), 'adam');
  t.equal(print('first\nsecond', 'note', 'subject'), 'first');
});

t.test('numbers are printed as printf prints them', async t => {
  const acc = (value: number | bigint, form: string) => print(value, 'metrics.acc', form);
  t.equal(acc(0.97222, '%.3f'), '0.972');
  t.equal(acc(0.97222, '%f'), '0.972220');
  t.equal(acc(0.97222, '%+.1f'), '+1.0');
  t.equal(acc(-0.5, '%+.1f'), '-0.5');
  t.equal(acc(1e22, '%.1f'), '10000000000000000000000.0');
  t.equal(acc(12345.678, '%.2e'), '1.23e+04');
  t.equal(acc(12345.678, '%.3g'), '1.23e+04');
  t.equal(acc(123.45, '%g'), '123.45');
  t.equal(acc(0.0001, '%g'), '0.0001');
  t.equal(acc(0.00001, '%g'), '1e-05');
  t.equal(acc(0, '%g'), '0');
  t.equal(acc(100, '%.0g'), '1e+02');
  t.equal(acc(3n, '%.1f'), '3.0');
  t.equal(acc(Number.NaN, '%.3f'), 'NaN');
  t.equal(acc(Number.NEGATIVE_INFINITY, '%.3f'), '-Infinity');
  t.equal(print('adam', 'params.opt', '%.3f'), 'adam', 'a text stays as it is');
});

t.test('a key has the forms that are natural to it', async t => {
  t.same(Object.keys(formsOf(parseKey('ended'))), ['relative', 'iso', 'iso-strict', 'unix', 'short']);
  t.same(Object.keys(formsOf(parseKey('tags.a'))), []);
  t.same(Object.keys(formsOf(parseKey('branch'))), []);
  t.equal(hasForm(parseKey('params.lr'), '%.3f'), true);
  t.equal(hasForm(parseKey('duration'), '%.3f'), true);
  t.equal(hasForm(parseKey('name'), '%.3f'), false);
  t.equal(hasForm(parseKey('metrics.acc'), '%.3d'), false);
  t.equal(hasForm(parseKey('metrics.acc'), 'constructor'), false);
});
