import t from 'tap';
import {
  ATTRIBUTES,
  lookup,
  own,
  parseKey,
  parseKeys,
  partOf,
  printKey,
  printTags,
} from '../../src/query/lookup.ts';
import { liveRow, sampleRow, sampleRun } from '../support/run-rows.ts';

const find = (row: Parameters<typeof lookup>[0], key: string) => lookup(row, parseKey(key));

t.test('keys name attributes, params, metrics and tags', async t => {
  t.same(parseKey('status'), { kind: 'attribute', name: 'status' });
  t.same(parseKey('attributes.branch'), { kind: 'attribute', name: 'branch' });
  t.same(parseKey('params.train.lr'), { kind: 'param', name: 'train.lr' });
  t.same(parseKey('metric.acc.min'), { kind: 'metric', name: 'acc.min' });
  t.same(parseKey('tags."a b"'), { kind: 'tag', name: 'a b' });
  t.same(parseKey('metrics.`val loss`'), { kind: 'metric', name: 'val loss' });
  for (const text of ['name', 'params.a', 'metrics.b', 'tags.c']) t.equal(printKey(parseKey(text)), text);
});

t.test('several keys may share a word', async t => {
  t.same(parseKeys(['params.a, status', 'tags.c']).map(printKey), ['params.a', 'status', 'tags.c']);
  t.throws(() => parseKeys(['status,']), { code: 'usage' });
});

t.test('an unknown key names the nearest', async t => {
  t.throws(() => parseKey('duratoin'), {
    code: 'usage',
    message: "no field 'duratoin'; did you mean duration?",
  });
  t.throws(() => parseKey('accuracy'), { message: /metrics\.accuracy or params\.accuracy/ });
  t.throws(() => parseKey('constructor'), { code: 'usage' });
  t.throws(() => parseKey(''), { code: 'usage' });
});

t.test('an ended run has every attribute it should', async t => {
  const ended = sampleRow({
    tags: { star: 'true' },
    note: 'n',
    seed: '1',
    outcome: { status: 'failed', exitCode: 3 },
    source: { ...sampleRun().source, pullRequest: 7 },
  });
  const row = { ...ended, signatures: { run: { commit: '1', subject: 'x' }, edits: [] } };
  for (const name of ATTRIBUTES) t.not(lookup(row, { kind: 'attribute', name }), undefined, name);
  t.equal(find(row, 'exit'), 3);
  t.equal(find(row, 'signature'), 'unsigned');
  t.equal(find(ended, 'signature'), undefined, 'nobody has asked');
  t.equal(find(row, 'duration'), 12.5);
  t.equal(find(row, 'dirty'), false);
  t.equal(find(row, 'command'), 'python train.py --lr 0.10');
});

t.test('a run in progress lacks what only an end tells', async t => {
  for (const key of ['ended', 'duration', 'exit', 'commit', 'source', 'note', 'tags'])
    t.equal(find(liveRow(), key), undefined, key);
});

t.test('a killed run ends with its signal, a lost one with nothing', async t => {
  t.equal(find(sampleRow({ outcome: { status: 'killed', signal: 'SIGKILL' } }), 'exit'), 'SIGKILL');
  t.equal(find(sampleRow({ outcome: { status: 'lost', why: '' } }), 'exit'), undefined);
});

t.test('a metric is its last value, and its parts are behind a dot', async t => {
  const summary = { last: 5, min: 1, max: 9, count: 4, step: 3 };
  const row = sampleRow({ metrics: { acc: summary, 'acc.max': { ...summary, last: 7 } } });
  t.equal(find(row, 'metrics.acc'), 5);
  t.equal(find(row, 'metrics.acc.min'), 1);
  t.equal(find(row, 'metrics.acc.step'), 3);
  t.equal(find(row, 'metrics.acc.max'), 7, 'a metric of that very name goes first');
  t.equal(find(row, 'metrics.none.min'), undefined);
});

t.test('a key that every object has is no key of a run', async t => {
  t.equal(find(sampleRow(), 'params.constructor'), undefined);
  t.equal(find(sampleRow(), 'metrics.__proto__.min'), undefined);
  t.equal(own({ a: 1 }, 'toString'), undefined);
});

t.test('tags that are just set show no value', async t => {
  t.equal(printTags({ stage: 'dev', star: '', archived: 'true' }), 'archived stage=dev star');
  t.equal(printTags({ stage: 'dev', 'mlflow.user': 'ada', 'git-run.models': '1' }), 'stage=dev');
});

t.test('the best of a metric is the one of its values that its project or its name calls so', async t => {
  const row = sampleRow({
    metrics: {
      acc: { last: 2, min: 1, max: 3, count: 3, step: 2 },
      loss: { last: 2, min: 1, max: 3, count: 3, step: 2 },
      'odd.best': { last: 7, min: 1, max: 9, count: 3, step: 2 },
    },
  });
  t.equal(find(row, 'metrics.acc.best'), 3);
  t.equal(find(row, 'metrics.loss.best'), 1);
  t.equal(find(row, 'metrics.odd.best'), 7, 'a metric of that very name goes before a part of another');
  t.equal(lookup(row, parseKey('metrics.acc.best', { acc: 'min' })), 1);
  t.same(partOf('acc.best'), { metric: 'acc', part: 'best' });
  t.equal(partOf('.best'), undefined);
  t.equal(partOf('acc.worst'), undefined);
});
