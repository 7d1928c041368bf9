import t, { type Test } from 'tap';
import { metricsFiles } from '../../../src/capture/metrics/metrics-files.ts';
import { captureContext } from '../../support/capture-context.ts';
import { leftBy, put } from '../../support/ended-job.ts';

async function read(t: Test, files: Record<string, string>, times?: { started: number }) {
  const job = captureContext(t, { settings: { metricFiles: Object.keys(files) } });
  for (const [path, content] of Object.entries(files)) put(job.workTree, path, content);
  const { findings, series } = await leftBy(metricsFiles, job, times);
  const points = Object.entries(series).flatMap(([path, chunks]) =>
    chunks.map(({ key, step, value }) => ({ path, key, step, value })),
  );
  return { points, problems: findings.problems };
}

t.test('the numbers of a tree are points', async t => {
  const { points, problems } = await read(t, {
    'out/metrics.json': '{"acc":0.9,"val":{"f1":NaN,"name":"x","ok":true}}',
  });
  const path = 'out_metrics.json.ndjson';
  t.same(points, [
    { path, key: 'acc', step: [0], value: [0.9] },
    { path, key: 'val.f1', step: [0], value: [Number.NaN] },
  ]);
  t.same(problems, []);
});

t.test('lists of numbers and of records are series', async t => {
  const json =
    '{"loss":[0.5,0.4],"log_history":[{"step":10,"loss":0.3},{"step":20,"eval_loss":0.2}],"n":18446744073709551616}';
  t.match((await read(t, { 'trainer_state.json': json })).points, [
    { key: 'loss', step: [0, 1], value: [0.5, 0.4] },
    { key: 'log_history.loss', step: [10], value: [0.3] },
    { key: 'log_history.eval_loss', step: [20], value: [0.2] },
    { key: 'n', value: [2 ** 64] },
  ]);
  t.match((await read(t, { 'm.yaml': 'acc: 0.9\n' })).points, [{ key: 'acc', value: [0.9] }]);
});

t.test('rows of a table are steps', async t => {
  t.match((await read(t, { 'metrics.csv': 'epoch,step,loss,acc\n0,9,0.5,\n0,19,,0.8\n' })).points, [
    { key: 'epoch', step: [9, 19], value: [0, 0] },
    { key: 'loss', step: [9], value: [0.5] },
    { key: 'acc', step: [19], value: [0.8] },
  ]);
  t.match((await read(t, { 'm.tsv': 'loss\n1\n2\n' })).points, [
    { key: 'loss', step: [0, 1], value: [1, 2] },
  ]);
});

t.test('records of a line each are steps, whatever the file is called', async t => {
  const lines = '{"iter":1,"loss":0.5,"lr":{"a":1}}\n{"iter":2,"loss":Infinity}\n';
  for (const name of ['m.ndjson', 'm.jsonl', 'm.json']) {
    const { points, problems } = await read(t, { [name]: lines });
    t.match(points, [
      { key: 'loss', step: [1, 2], value: [0.5, Number.POSITIVE_INFINITY] },
      { key: 'lr.a', step: [1], value: [1] },
    ]);
    t.same(problems, []);
  }
});

t.test('files of an earlier run are not read', async t => {
  t.same((await read(t, { 'm.json': '{"a":1}' }, { started: Date.now() + 3_600_000 })).points, []);
});

t.test('what cannot be read is named, with its line', async t => {
  const files = {
    'a.json': '{"a":1,\n',
    'b.csv': '1,2\n3,4\n',
    'c.ndjson': '{"a":1}\nx\n',
    'd.pkl': 'x',
    'e.yaml': 'a: [\n',
    'f.csv': 'a\n1\n2,3\n',
  };
  const { problems = [], points } = await read(t, files);
  t.same(
    problems.map(({ message }) => message.replace(/: .*/, '')),
    ['a.json:2', 'b.csv:1', 'c.ndjson:2', 'd.pkl', 'e.yaml:2', 'f.csv:3'],
  );
  t.ok(problems.every(({ code }) => code === 'unreadable-metrics'));
  t.same(
    points.map(({ path }) => path),
    ['c.ndjson.ndjson', 'f.csv.ndjson'],
    'what could be read is there',
  );
});
