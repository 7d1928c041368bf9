import t from 'tap';
import { paramOfText } from '../../../src/run/param.ts';
import {
  EXPORTED,
  ExportKeys,
  exportColumns,
  needKeys,
  ownColumns,
} from '../../../src/view/export/columns.ts';
import { sampleRow } from '../../support/run-rows.ts';

const option = { kind: 'option' } as const;
const metric = { last: 1, min: 0, max: 1, count: 2, step: 1 };
const rows = [
  sampleRow({ params: { z: paramOfText('1', option), a: paramOfText('2', option) }, metrics: {} }),
  sampleRow({ params: {}, metrics: { loss: metric, Acc: metric }, tags: { __proto__x: '', stage: 'dev' } }),
];
const keys = new ExportKeys();
for (const row of rows) keys.add(row);
const titles = (names?: string[]) => exportColumns(names, keys).map(({ title }) => title);

t.test('the attributes come first, in an order that stays', async t => {
  t.same(titles().slice(0, EXPORTED.length), [
    ...['id', 'name', 'experiment', 'status', 'exit', 'started', 'ended', 'duration', 'commit', 'source'],
    ...['head', 'branch', 'dirty', 'author', 'host', 'seed', 'command', 'note', 'artifacts', 'trashed'],
  ]);
});

t.test('then what users named, by kind and sorted', async t => {
  t.same(titles().slice(EXPORTED.length), [
    ...['params.a', 'params.z', 'metrics.Acc', 'metrics.loss', 'tags.__proto__x', 'tags.stage'],
  ]);
});

t.test('or what was asked for, once', async t => {
  t.same(titles(['id', 'params.*', 'metrics.loss.min', 'params.a']), [
    ...['id', 'params.a', 'params.z', 'metrics.loss.min'],
  ]);
  t.throws(() => exportColumns(['nmae'], keys), { code: 'usage' });
});

t.test('only what is not named waits for all runs to be seen', async t => {
  t.equal(needKeys(undefined), true);
  t.equal(needKeys(['id', 'tags.*']), true);
  t.equal(needKeys(['id', 'tags.a']), false);
});

t.test('a run by itself has its own', async t => {
  t.same(
    ownColumns(sampleRow())
      .slice(EXPORTED.length)
      .map(({ title }) => title),
    ['params.lr', 'metrics.acc'],
  );
});
