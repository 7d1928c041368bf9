import t from 'tap';
import { absent, answerable, invalid, MlflowError } from '../../../src/interop/mlflow/errors.ts';
import { ContentMissingError } from '../../../src/run/content-errors.ts';
import { SearchFilterError } from '../../../src/run/filter-errors.ts';
import { RecordFullError } from '../../../src/run/record-errors.ts';

t.test('each code has its status, and what clients do wrong is never one that they try again', async t => {
  t.equal(invalid('x').status, 400);
  t.equal(absent('x').status, 404);
  t.equal(new MlflowError('RESOURCE_ALREADY_EXISTS', 'x').status, 400);
  t.equal(new MlflowError('ENDPOINT_NOT_FOUND', 'x').status, 404);
  t.equal(answerable(new SearchFilterError('no')).status, 400);
  t.equal(answerable(new ContentMissingError(['a'])).status, 404);
  t.equal(answerable(new RecordFullError('x', 2, 1)).status, 400);
});

t.test('a full disk, and a client that has gone, are no bugs', async t => {
  const failed = (code: string) => answerable(Object.assign(new Error(`${code}: it failed`), { code }));
  t.match(failed('ENOSPC'), { status: 500, message: 'ENOSPC: it failed' });
  t.equal(failed('ECONNRESET').status, 400, 'nothing is said of it on the terminal');
});

t.test('what is no error of ours is told as a bug of ours', async t => {
  const bug = answerable(new TypeError('x is undefined'));
  t.equal(bug.status, 500);
  t.equal(bug.message, 'bug in git-run: x is undefined');
  const own = invalid('mine');
  t.equal(answerable(own), own);
});
