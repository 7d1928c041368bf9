import t from 'tap';
import { parseConfig } from '../../../src/git/native/config.ts';
import { isPartial, presentCommits } from '../../../src/git/native/present.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { gitIn, temporaryDirectory, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('which commits are here is told without bringing any', async t => {
  const there = temporaryRepository(t, { files: { a: '1' } });
  there.git('config', 'uploadpack.allowFilter', 'true');
  there.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const path = `${temporaryDirectory(t)}/partial`;
  gitIn(there.path, there.env, ['clone', '-q', '--filter=blob:none', `file://${there.path}`, path]);
  const known = there.git('rev-parse', 'HEAD');
  there.git('commit', '-q', '--allow-empty', '-m', 'unknown');
  const unknown = there.git('rev-parse', 'HEAD');
  gitIn(path, there.env, ['tag', '-a', 'v1', '-m', 'v1', known]);
  const tag = gitIn(path, there.env, ['rev-parse', 'v1']);
  const git = gitProgram(path, { ...there.env });
  const objects = () => gitIn(path, there.env, ['cat-file', '--batch-all-objects', '--batch-check']);
  const before = objects();
  t.same(await presentCommits(git, [unknown, known, '1'.repeat(40)]), [known]);
  t.same(await presentCommits(git, [tag]), [known]);
  t.same(await presentCommits(git, []), []);
  t.equal(objects(), before);
});

t.test('a partial clone is known by its configuration', async t => {
  t.ok(isPartial(parseConfig('remote.o.promisor\ntrue\0')));
  t.ok(isPartial(parseConfig('extensions.partialclone\no\0')));
  t.notOk(isPartial(parseConfig('remote.o.promisor\nfalse\0remote.o.url\n/x\0')));
});
