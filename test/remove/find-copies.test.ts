import t from 'tap';
import { findCopies } from '../../src/remove/find-copies.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('every ref of ours that holds a content is told, with a path; others are not', async t => {
  const { repository, on, stored, edit } = await removalBench(t);
  const [one, two, three] = [
    await stored({ 'artifacts/deep/er/a': 'wanted' }),
    await stored({}, { sources: { 'src/b': 'wanted' } }),
    await stored({ 'artifacts/a': 'other' }),
  ];
  await edit(one.id, [{ kind: 'note', text: 'edited' }]);
  on.git('update-ref', `refs/run-live/${three.id}`, two.source.commit);
  const blob = on.git('rev-parse', `${two.source.commit}:src/b`);
  on.git('branch', 'theirs', two.source.commit);
  const found = async (...without: string[]) =>
    (await findCopies(repository, new Set([blob]), new Set(without))).map(({ ref, path, run }) => [
      ref,
      path,
      run?.name,
    ]);
  const live = [`refs/run-live/${three.id}`, 'src/b', undefined];
  t.same(
    (await found()).sort(),
    [
      live,
      [`refs/runs/${one.id}`, 'artifacts/deep/er/a', 'swift-otter'],
      [`refs/runs/${two.id}`, 'src/b', 'swift-otter'],
    ].sort(),
  );
  t.same(await found(`refs/runs/${one.id}`, `refs/runs/${two.id}`), [live]);
  t.same(await findCopies(repository, new Set()), []);
  t.same(
    await findCopies(repository, new Set([on.git('rev-parse', 'HEAD:train.py')])).then(all =>
      all.map(({ ref }) => ref).sort(),
    ),
    [`refs/run-live/${three.id}`, ...[one, two, three].map(({ id }) => `refs/runs/${id}`)].sort(),
    'all sources of ours are looked into',
  );
});
