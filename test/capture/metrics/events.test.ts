import { join } from 'node:path';
import t from 'tap';
import { events } from '../../../src/capture/metrics/events.ts';
import { captureContext } from '../../support/capture-context.ts';
import { leftBy, put } from '../../support/ended-job.ts';

t.test('params, tags and metrics are what the job said last', async t => {
  const job = captureContext(t);
  put(job.live, 'events', '{"param":{"lr":0.1,"bs":8}}\n{"param":{"lr":0.2}}\n{"tag":{"stage":"dev"}}\n');
  const { findings } = await leftBy(events, job);
  t.same(
    { ...findings.params },
    {
      lr: { value: 0.2, origin: { kind: 'event' } },
      bs: { value: 8, origin: { kind: 'event' } },
    },
  );
  t.same({ ...findings.tags }, { stage: 'dev' });
  t.same(findings.problems, []);
});

t.test('a tag that it took back is gone, unless it was set again', async t => {
  const job = captureContext(t);
  const lines = [
    '{"tag":{"a":1,"b":2}}',
    '{"untag":"a"}',
    '{"untag":"none"}',
    '{"untag":"b"}',
    '{"tag":{"b":3}}',
  ];
  put(job.live, 'events', `${lines.join('\n')}\n`);
  const { findings } = await leftBy(events, job);
  t.same({ ...findings.tags }, { b: '3' });
  t.same(findings.problems, []);
});

t.test('of its notes and names the last ones count', async t => {
  const job = captureContext(t);
  t.notOk('note' in (await leftBy(events, job)).findings);
  put(job.live, 'events', '{"note":"a","name":"b"}\n{"note":"c"}\n');
  t.match((await leftBy(events, job)).findings, { note: 'c', name: 'b', problems: [] });
});

t.test('every process has a series of its own', async t => {
  const job = captureContext(t);
  put(
    job.live,
    'events',
    '{"metric":{"loss":0.5},"step":1,"time":10}\n{"metric":{"loss":0.4},"step":2,"time":20}\n',
  );
  put(job.live, 'events.host-a.17', '{"metric":{"loss":NaN}}\n');
  put(job.live, 'events.b c', '{"metric":{"loss":0.1}}\n');
  put(job.live, 'eventsx', '{"metric":{"other":1}}\n');
  const { metrics, series } = await leftBy(events, job);
  t.same(series, {
    'main.ndjson': [{ key: 'loss', step: [1, 2], time: [10, 20], value: [0.5, 0.4] }],
    'host-a.17.ndjson': [{ key: 'loss', step: [0], time: [5], value: [Number.NaN] }],
    'b_c.ndjson': [{ key: 'loss', step: [0], time: [5], value: [0.1] }],
  });
  t.equal(metrics.loss?.count, 4);
});

t.test('malformed lines are counted and quoted, never fatal', async t => {
  const job = captureContext(t);
  const bad = ['{"metric":', `x${'y'.repeat(200)}`, '\u0007\u001b[2J', '{"metric":{"a":"b"}}'];
  put(job.live, 'events', `{"metric":{"a":1}}\n\n${bad.join('\n')}\n{"metric":{"a":2}}\n{"metric":{"a":3}}`);
  const { findings, metrics } = await leftBy(events, job);
  t.equal(metrics.a?.count, 3, 'a last line with no end is one too');
  t.equal(findings.problems?.length, 1);
  const { code, message = '' } = findings.problems?.[0] ?? {};
  t.equal(code, 'malformed-event');
  t.match(
    message,
    '4 of 7 event lines could not be read, first at events:3: "{\\"metric\\":"; events:4: "xyy',
  );
  t.notMatch(message, 'y'.repeat(80));
  t.notMatch(message, '\u001b');
});

t.test('a line that is too long is malformed', async t => {
  const job = captureContext(t);
  put(job.live, 'events', `{"tag":{"a":"${'x'.repeat(2 ** 20)}"}}\n{"tag":{"b":"c"}}\n`);
  const { findings } = await leftBy(events, job);
  t.match(findings.problems, [
    { message: '1 of 2 event lines could not be read, first at events:1: a line over 1 MiB' },
  ]);
  t.same({ ...findings.tags }, { b: 'c' });
});

t.test('artifacts are found from the job’s directory', async t => {
  const job = { ...captureContext(t) };
  const directory = join(job.workTree, 'sub');
  const files = [
    put(directory, 'model.pkl'),
    put(job.workTree, 'out/a.png'),
    put(job.live, 'artifacts/b.png'),
  ];
  const elsewhere = put(job.live, '../elsewhere/c.bin');
  const said = ['model.pkl', 'model.pkl', '../out', files[2], elsewhere].map(artifact =>
    JSON.stringify({ artifact }),
  );
  put(job.live, 'events', said.join('\n'));
  const { findings } = await leftBy(events, { ...job, directory });
  t.same(findings.problems, []);
  t.same(findings.artifacts, [
    { path: 'sub/model.pkl', file: files[0] },
    { path: 'out/a.png', file: files[1] },
    { path: 'b.png', file: files[2] },
    { path: 'c.bin', file: elsewhere },
  ]);
});

t.test('artifacts that are not there, or of one name, are said', async t => {
  const job = captureContext(t);
  const [one, other] = [put(job.live, '../one/a'), put(job.live, '../other/a')];
  const said = ['none.pkl', one, other, 'x\0y'].map(artifact => JSON.stringify({ artifact }));
  put(job.live, 'events', said.join('\n'));
  const { findings } = await leftBy(events, job);
  t.same(findings.artifacts, [{ path: 'a', file: one }]);
  t.same(
    findings.problems?.map(({ code }) => code),
    ['missing-artifact', 'artifact-not-kept', 'missing-artifact'],
  );
});

t.test('more params than anybody sets are counted, not kept', async t => {
  const job = captureContext(t);
  const lines = Array.from({ length: 10_005 }, (_, index) => `{"param":{"p${index}":1}}`);
  put(job.live, 'events', [...lines, '{"param":{"p0":2}}'].join('\n'));
  const { findings } = await leftBy(events, job);
  t.equal(Object.keys(findings.params ?? {}).length, 10_000);
  t.equal(findings.params?.p0?.value, 2);
  t.match(findings.problems, [{ code: 'too-many-events', message: /^5 param events/ }]);
});

t.test('a job that said nothing has no findings', async t => {
  const { findings } = await leftBy(events, captureContext(t));
  t.same(
    { ...findings, params: { ...findings.params }, tags: { ...findings.tags } },
    {
      params: {},
      tags: {},
      artifacts: [],
      problems: [],
    },
  );
});
