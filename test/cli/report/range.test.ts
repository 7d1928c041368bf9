import t from 'tap';
import { isRange, rangeOfJob, readRange } from '../../../src/cli/report/range.ts';
import { openedRepository } from '../../support/recorded-run.ts';

t.test('a range is read as Git reads it, HEAD where one end is left out', async t => {
  const { repository, git } = await openedRepository(t, { files: { a: '1' } });
  const base = git('rev-parse', 'HEAD');
  git('switch', '-q', '-c', 'topic');
  git('commit', '-q', '--allow-empty', '-m', 'one');
  const one = git('rev-parse', 'HEAD');
  for (const text of ['main..topic', 'main..', 'main...topic', 'main..HEAD'])
    t.match(await readRange(repository, text), { text, base, head: one, commits: new Set([one]) }, text);
  t.equal((await readRange(repository, 'topic..main')).commits.size, 0);
  await t.rejects(readRange(repository, 'origin/main..'), {
    code: 'usage',
    message: /'origin\/main' is no commit here/,
  });
});

t.test('what has two dots in it is a range', async t => {
  for (const word of ['a..b', 'a..', '..b', 'a...b']) t.ok(isRange(word), word);
  for (const word of ['swift-otter', '@~1', 'v1.2', '@{a.b}']) t.notOk(isRange(word), word);
});

t.test('the job of a pull request knows what it is to be merged into', async t => {
  t.equal(rangeOfJob({ GITHUB_BASE_REF: 'main' }), 'origin/main..HEAD');
  t.equal(rangeOfJob({ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'dev' }), 'origin/dev..HEAD');
  t.equal(rangeOfJob({ GITHUB_BASE_REF: '' }), undefined, 'as it is in the job of a push');
  t.equal(rangeOfJob({}), undefined);
});
