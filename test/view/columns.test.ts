import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import { UsageError } from '../../src/run/errors.ts';
import { paramOfText } from '../../src/run/param.ts';
import { allColumns, columnsFor, namedKeys, statusText } from '../../src/view/columns.ts';
import { styles } from '../../src/view/style.ts';
import { liveRow, NOW, sampleRow } from '../support/run-rows.ts';

const clock = { now: NOW, zone: utc };
const param = (text: string) => paramOfText(text, { kind: 'option' });
const metric = (last: number) => ({ last, min: 0, max: 1, count: 2, step: 1 });

const keys = (rows = [sampleRow()]): string[] => columnsFor(undefined, rows).map(({ key }) => key);

t.test('a list shows what tells its runs apart', async t => {
  const a = sampleRow({ params: { lr: param('0.1'), same: param('1') } });
  const b = sampleRow({ params: { lr: param('0.2'), same: param('1') } });
  t.same(keys([a, b]), ['id', 'name', 'status', 'started', 'duration', 'params.lr', 'metrics.acc']);
  const elsewhere = { ...b, experiment: 'other' };
  t.same(keys([a, elsewhere]).slice(0, 3), ['id', 'name', 'experiment']);
});

t.test('tags and notes are shown where there are any', async t => {
  t.same(keys([sampleRow({ tags: { star: '' }, note: 'first\nsecond' })]).slice(-2), ['tags', 'note']);
});

t.test('there are four params and three metrics at most', async t => {
  const params = Object.fromEntries([...'abcdef'].map(key => [key, param('1')]));
  const metrics = Object.fromEntries([...'uvwxyz'].map(key => [key, metric(1)]));
  const shown = keys([sampleRow({ params, metrics }), sampleRow({ params: {}, metrics: {} })]);
  t.equal(shown.filter(key => key.startsWith('params.')).length, 4);
  t.equal(shown.filter(key => key.startsWith('metrics.')).length, 3);
});

t.test('people name the columns they want', async t => {
  const row = sampleRow({ tags: { stage: 'dev' }, note: 'first\nsecond' });
  const names =
    'id,status,started,duration,params.lr,metrics.acc.min,tags.stage,source,branch,exit,note,artifacts';
  const texts = columnsFor(names.split(','), [row]).map(column => column.text(row, clock));
  t.same(texts, [
    ...['7v8xk2qp', 'finished', '1 h ago', '13s', '0.10', '0.61'],
    ...['dev', '4f1c2a9b1c', 'main', '0', 'first …', '0'],
  ]);
  t.throws(() => columnsFor(['staus'], []), new UsageError("no field 'staus'; did you mean status?"));
});

t.test('auto is what varies and what most runs have, among columns that are named', async t => {
  const rows = [
    sampleRow({ params: { lr: param('0.1'), same: param('1') } }),
    sampleRow({ params: { lr: param('0.2'), same: param('1') } }),
  ];
  const shown = (names: string) => columnsFor(names.split(','), rows).map(({ key }) => key);
  t.same(shown('id,auto,metrics.acc.max'), ['id', 'params.lr', 'metrics.acc', 'metrics.acc.max']);
  t.same(shown('metrics.acc,auto'), ['metrics.acc', 'params.lr']);
  const [, acc] = columnsFor(['auto', 'metrics.acc'], rows);
  t.equal(acc?.optional, undefined, 'what is named is shown');
  t.same(columnsFor(['auto', 'params.*'], []), []);
});

t.test('a star is all of a kind', async t => {
  const rows = [
    sampleRow({ tags: { a: '1', b: '2' } }),
    sampleRow({ params: { x: param('1') }, tags: { b: '2' } }),
  ];
  const shown = (names: string) => columnsFor(names.split(','), rows).map(({ key }) => key);
  t.same(shown('tags.*,params.*'), ['tags.b', 'tags.a', 'params.lr', 'params.x']);
  t.same(shown('tags.a,tag.*,metrics.*'), ['tags.a', 'tags.b', 'metrics.acc']);
  t.same(
    namedKeys(['auto', 'tags.*', 'params.lr']),
    [{ kind: 'param', name: 'lr' }],
    'and names none by itself',
  );
});

t.test('values are exact where texts are for people', async t => {
  const row = sampleRow();
  const values = columnsFor(['id', 'duration', 'params.lr', 'metrics.acc'], [row]).map(column =>
    column.value(row),
  );
  t.same(values, [row.id, 12.5, 0.1, 0.97222]);
});

t.test('a status says what it ended with', async t => {
  t.equal(statusText(sampleRow({ outcome: { status: 'failed', exitCode: 3 } })), 'failed 3');
  t.equal(statusText(sampleRow({ outcome: { status: 'killed', signal: 'SIGKILL' } })), 'killed KILL');
  t.equal(statusText(sampleRow({ outcome: { status: 'lost', why: 'x' } })), 'lost');
  t.equal(statusText(liveRow()), 'running');
});

t.test('a run in progress has lasted until now', async t => {
  const row = liveRow();
  const texts = columnsFor(['duration', 'ended', 'commit', 'source', 'metrics.acc'], [row]).map(column =>
    column.text(row, clock),
  );
  t.same(texts, ['1m 30s', '', '', '', '']);
});

t.test('a param and a metric of one name keep apart', async t => {
  const row = sampleRow({ params: { x: param('1') }, metrics: { x: metric(2) } });
  t.same(
    columnsFor(['params.x', 'metrics.x', 'name'], [row]).map(({ title }) => title),
    ['params.x', 'metrics.x', 'name'],
  );
});

t.test('numbers stand on the right, words on the left', async t => {
  const rows = [sampleRow({ params: { lr: param('0.1'), opt: param('adam') } })];
  t.same(
    columnsFor(['params.lr', 'params.opt', 'metrics.acc'], rows).map(({ align }) => align),
    ['right', 'left', 'right'],
  );
});

t.test('a status wears its colour', async t => {
  const [column] = columnsFor(['status'], []);
  const style = styles(true);
  t.equal(column?.paint?.(sampleRow(), style), style.green);
});

t.test('programs get every key there is', async t => {
  const rows = [
    sampleRow({ tags: { a: '1' } }),
    sampleRow({ params: { depth: param('3') }, tags: { b: '2' } }),
  ];
  t.same(
    allColumns(rows)
      .map(({ key }) => key)
      .filter(key => key.includes('.')),
    ['params.lr', 'params.depth', 'metrics.acc', 'tags.a', 'tags.b'],
  );
});
