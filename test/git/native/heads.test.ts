import { once } from 'node:events';
import t from 'tap';
import { openHeads } from '../../../src/git/native/heads.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

/** Counts the gits that were started, and those that have ended. */
function counted(path: string, env: Readonly<Record<string, string>>) {
  const git = gitProgram(path, env);
  const ends: Promise<unknown>[] = [];
  const open: typeof git.open = words => {
    const child = git.open(words);
    ends.push(once(child, 'close'));
    return child;
  };
  return { heads: openHeads(Object.assign(git.bind(undefined), git, { open })), ends };
}

t.test('objects are told in the order asked for, by one git however often it is asked', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { 'a b': 'one\n' } });
  const { heads, ends } = counted(path, env);
  const names = ['HEAD:a b', 'nothing', 'HEAD', '', 'line\nbreak', 'HEAD^{tree}', 'x blob 5 5'];
  const found = await heads.ask(names);
  t.same(
    found.map(head => head?.type),
    ['blob', undefined, 'commit', undefined, undefined, 'tree', undefined],
  );
  t.match(found[0], { oid: git('rev-parse', 'HEAD:a b'), size: 4, stored: /^\d+$/ });
  const many = Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 'HEAD' : 'HEAD:a b'));
  const [one, other] = await Promise.all([heads.ask(many), heads.ask(many.toReversed())]);
  t.ok(one.every((head, at) => head?.type === (at % 2 === 0 ? 'commit' : 'blob')));
  t.same(other, one.toReversed());
  t.same(await heads.ask(['a\nb']), [undefined]);
  t.equal(ends.length, 1);
  await heads.close();
  await Promise.all(ends);
});

t.test('what is written while it is open is found', async t => {
  const { path, env } = temporaryRepository(t);
  const { heads } = counted(path, env);
  const oid = gitIn(path, env, ['hash-object', '--stdin'], 'later');
  t.same(await heads.ask([oid]), [undefined]);
  gitIn(path, env, ['hash-object', '-w', '--stdin'], 'later');
  t.match(await heads.ask([oid]), [{ oid, size: 5 }]);
  await heads.close();
});

t.test('one that was closed can be asked again, and one that was ended keeps no git open', async t => {
  const { path, env } = temporaryRepository(t);
  const { heads, ends } = counted(path, env);
  await heads.close();
  t.match(await heads.ask(['HEAD']), [{ type: 'commit' }]);
  await heads.close();
  const early = heads.ask(['HEAD']);
  await heads.end();
  t.match(await early, [{ type: 'commit' }]);
  t.match(await heads.ask(['HEAD']), [{ type: 'commit' }]);
  await Promise.all(ends);
  t.equal(ends.length, 3);
});

t.test('a git that ends early is an error, and the next question is answered by another', async t => {
  const { path, env } = temporaryRepository(t);
  const git = gitProgram(path, env);
  let isFirst = true;
  const open: typeof git.open = words => {
    const child = git.open(words);
    if (isFirst) child.kill('SIGKILL');
    isFirst = false;
    return child;
  };
  const heads = openHeads(Object.assign(git.bind(undefined), git, { open }));
  await t.rejects(heads.ask(['HEAD']), { code: 'git-command' });
  t.match(await heads.ask(['HEAD']), [{ type: 'commit' }]);
  await heads.close();
});
