import t from 'tap';
import {
  checkBatch,
  checkBodySize,
  checkDataset,
  checkDistinct,
  checkExperimentName,
  checkExperimentTag,
  checkKey,
  checkLocation,
  checkModelName,
  checkPageSize,
  checkTimestamp,
  keptParam,
  keptTag,
} from '../../../src/interop/mlflow/limits.ts';

t.test('keys are those that MLflow takes', async t => {
  for (const key of ['a', 'a/b', 'val loss', 'a.b-c_d:e', 'schön', 'a'.repeat(250), '.hidden'])
    t.equal(checkKey(key, 'name'), key);
  t.throws(() => checkKey('a#b', 'name'), {
    message:
      'Invalid value "a#b" for parameter \'name\' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).',
  });
  for (const [key, resolved] of [
    ['../a', '../a'],
    ['a/../b', 'b'],
    ['/a', '/a'],
    ['.', '.'],
    ['a//b', 'a/b'],
    ['a/', 'a'],
  ] as const)
    t.throws(
      () => checkKey(key, 'key'),
      { message: new RegExp(`would resolve to '${resolved.replaceAll('.', '\\.')}'$`) },
      key,
    );
  t.throws(() => checkKey('a'.repeat(251), 'key'), { message: /maximum length of 250/ });
});

t.test('values that are too long are cut off, and no character in half', async t => {
  t.equal(keptParam('x'.repeat(6001)).length, 6000);
  t.equal(keptTag('x'.repeat(8000)).length, 8000);
  t.equal(keptParam(`${'x'.repeat(5999)}😀`), 'x'.repeat(5999));
});

t.test('a batch holds so much, and each param once', async t => {
  checkBatch({ metrics: 800, params: 100, tags: 100 });
  t.throws(() => checkBatch({ metrics: 1001, params: 0, tags: 0 }), {
    message:
      'A batch logging request can contain at most 1000 metrics. Got 1001 metrics. Please split up metrics across multiple requests and try again.',
  });
  t.throws(() => checkBatch({ metrics: 0, params: 101, tags: 0 }), { message: /at most 100 params/ });
  t.throws(() => checkBatch({ metrics: 900, params: 60, tags: 60 }), {
    message: /at most 1000 metrics, params, and tags/,
  });
  checkDistinct([{ key: 'a' }, { key: 'b' }]);
  t.throws(() => checkDistinct([{ key: 'a' }, { key: 'a' }]), { message: /submitted: \['a'\]/ });
  t.throws(() => checkBodySize(1_000_001), {
    message: /at most 1000000 bytes, got a request of size 1000001/,
  });
});

t.test('what else has a limit is refused beyond it', async t => {
  t.throws(() => checkTimestamp(-1), { message: /must be a nonnegative long/ });
  t.throws(() => checkPageSize(0, 50_000), { message: /It must be a positive integer/ });
  t.throws(() => checkPageSize(50_001, 50_000), {
    message: /Invalid value 50001 for parameter 'max_results' supplied/,
  });
  t.throws(() => checkExperimentTag('k', 'x'.repeat(5001)), { message: /5000/ });
  t.throws(() => checkExperimentName('x'.repeat(501), 'name'), { message: /500/ });
  t.throws(() => checkExperimentName('a\nb', 'name'));
  for (const name of ['', 'a/b', 'a:b', 'a.b', 'a%b', "a'b"])
    t.throws(() => checkModelName(name), { code: 'mlflow' }, name);
  for (const place of ['s3://b#f', 'a;b', 'runs:/x', 'a?b=../c', 'x'.repeat(2049)])
    t.throws(() => checkLocation(place), { code: 'mlflow' }, place);
  checkLocation('s3://bucket/path');
  checkDataset({ name: 'x', digest: 'y' });
  t.throws(() => checkDataset({ name: 'x', digest: 'y'.repeat(37) }), { message: /datasets.digest/ });
});
