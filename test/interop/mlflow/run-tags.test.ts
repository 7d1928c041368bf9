import t from 'tap';
import { ownRunName, userOf } from '../../../src/interop/mlflow/run-tags.ts';
import { newRunId } from '../../../src/store/new-id.ts';

t.test('a run is called as its client calls it, on one line', async t => {
  const id = newRunId(1_800_000_000_000);
  t.equal(ownRunName('version_1', id), 'version_1');
  t.equal(ownRunName('a\nb', id), 'a b');
  t.equal(ownRunName('x'.repeat(300), id).length, 200);
  t.match(ownRunName(' ', id), /^[a-z]+-[a-z]+$/);
});

t.test('a run is of whom its client named, else of its author, by name', async t => {
  const author = 'Ada <a@b.c>';
  t.equal(userOf({ tags: {}, author }), 'Ada');
  t.equal(userOf({ tags: { 'mlflow.user': 'ada' }, author }), 'ada');
  t.equal(userOf({ tags: { 'mlflow.user': 'ada', 'git-run.user': 'lovelace' }, author }), 'lovelace');
  t.equal(userOf({ tags: {} }), '');
});
