import t from 'tap';
import { commitFacts, firstCommits, isSourceOfOurs } from '../../src/store/first-commits.ts';
import { loadRun } from '../../src/store/load.ts';
import { findTip } from '../../src/store/tips.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('however often a run was edited, its first two commits are found', async t => {
  const { repository, stored, edit, on, run, save } = await removalBench(t);
  const { id, source } = await stored({}, { sources: { a: 'edited' } });
  const before = on.git('rev-parse', `refs/runs/${id}`);
  for (const text of ['one', 'two', 'three']) await edit(id, [{ kind: 'note', text }]);
  const load = async (of: typeof id) =>
    loadRun(repository.objects, (await findTip(repository, of))?.commit ?? '');
  const found = await firstCommits(repository.objects, await load(id));
  t.equal(found.run.tree, on.git('rev-parse', `${before}^{tree}`));
  t.match(found.source, { tree: source.tree, isOurs: true, parents: [on.git('rev-parse', 'HEAD')] });
  t.match(found.source.author, { name: 'Ada Author', email: 'ada@example.com' });
  const clean = run();
  await save(clean);
  t.equal((await firstCommits(repository.objects, await load(clean.id))).source.isOurs, false);
  const astray = { ...(await load(id)), commit: on.git('rev-parse', 'HEAD') };
  await t.rejects(firstCommits(repository.objects, astray), { code: 'corrupt-record' });
});

t.test('a commit is read as it was made', async t => {
  const { repository, on } = await removalBench(t);
  const facts = await commitFacts(repository.objects, on.git('rev-parse', 'HEAD'));
  t.same(facts, {
    tree: on.git('rev-parse', 'HEAD^{tree}'),
    parents: [],
    author: { name: 'Ada Author', email: 'ada@example.com' },
    time: 1767323045,
    message: 'first\n',
  });
  await t.rejects(commitFacts(repository.objects, facts.tree), { code: 'corrupt-record' });
  await t.rejects(commitFacts(repository.objects, '1'.repeat(40)), { code: 'corrupt-record' });
});

t.test('messages of our sources are told from those of the user', async t => {
  const id = '01jbp8q0000000000000000000';
  for (const message of [
    `Source of run ${id}\n`,
    `Source of run ${id}, stored late\n`,
    'Source snapshot\n',
    'Source unknown\n',
  ])
    t.ok(isSourceOfOurs(message), message);
  for (const message of [
    'Source of truth\n',
    `x\nSource of run ${id}\n`,
    'Source snapshots\n',
    'Source unknown to us\n',
    '',
  ])
    t.notOk(isSourceOfOurs(message), message);
});
