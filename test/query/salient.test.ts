import t from 'tap';
import {
  commonMetrics,
  keysByCount,
  mainMetric,
  settingsLast,
  tellingMetrics,
  varyingParams,
} from '../../src/query/salient.ts';
import { paramOfText } from '../../src/run/param.ts';
import { sampleRow } from '../support/run-rows.ts';

const row = (params: Record<string, string>) =>
  sampleRow({
    params: Object.fromEntries(
      Object.entries(params).map(([key, text]) => [key, paramOfText(text, { kind: 'option' })]),
    ),
  });

t.test('params that are equal in all rows are left out', async t => {
  t.same(varyingParams([row({ lr: '0.1', bs: '8' }), row({ lr: '0.2', bs: '8' })], 4), ['lr']);
});

t.test('a param that one row lacks varies', async t => {
  t.same(varyingParams([row({ lr: '0.1' }), row({})], 4), ['lr']);
});

t.test('a single row shows all its params, up to the limit', async t => {
  t.same(varyingParams([row({ a: '1', b: '2', c: '3' })], 2), ['a', 'b']);
});

t.test('metrics of most rows come first', async t => {
  const summary = { last: 1, min: 1, max: 1, count: 1, step: 0 };
  const rows = [{ rare: summary, acc: summary }, { acc: summary }].map(metrics => sampleRow({ metrics }));
  t.same(commonMetrics(rows, 1), ['acc']);
  t.same(keysByCount([{ b: 1 }, { a: 1, b: 1 }, { a: 1 }, { c: 1 }]), ['b', 'a', 'c']);
});

t.test('runs are judged by validation data, and not by their settings', async t => {
  const summary = { last: 1, min: 1, max: 1, count: 1, step: 0 };
  const rowsOf = (...names: string[]) => [
    sampleRow({ metrics: Object.fromEntries(names.map(name => [name, summary])) }),
  ];
  t.equal(mainMetric(rowsOf('lr', 'train/loss', 'val/acc')), 'val/acc');
  t.equal(mainMetric(rowsOf('lr', 'val_lr', 'train/loss')), 'train/loss');
  t.equal(mainMetric(rowsOf('lr')), 'lr');
  t.equal(mainMetric(rowsOf()), undefined);
  t.same(tellingMetrics(rowsOf('epoch', 'loss', 'lr'), 2), ['loss', 'epoch']);
});

t.test('of names, too, settings and clocks come behind the others', async t => {
  t.same(settingsLast(['lr', 'loss', 'epoch_time', 'acc']), ['loss', 'acc', 'lr', 'epoch_time']);
});
