import t from 'tap';
import { gitProgram } from '../../../src/git/native/program.ts';
import { nativeRefs, parseRefs, transaction } from '../../../src/git/native/refs.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('refs are listed by name, or the newest first, up to a count', async t => {
  const { path, env, git } = temporaryRepository(t);
  const oid = git('rev-parse', 'HEAD');
  for (const id of ['1', '2', '3']) git('update-ref', `refs/runs/${id}`, oid);
  const refs = nativeRefs(gitProgram(path, env));
  t.same(
    await refs.list(['refs/runs/']),
    ['1', '2', '3'].map(id => ({ name: `refs/runs/${id}`, oid })),
  );
  t.same(
    (await refs.list(['refs/runs/'], { newest: true, count: 2 })).map(({ name }) => name),
    ['refs/runs/3', 'refs/runs/2'],
  );
  t.same(await refs.list(['refs/none/']), []);
});

t.test('a revision is resolved to its commit, what is none to nothing', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: '1' } });
  git('tag', '-a', '-m', 'x', 'v1');
  const refs = nativeRefs(gitProgram(path, env));
  for (const revision of ['HEAD', 'v1', 'main@{0}', 'v1^{}']) {
    t.equal(await refs.resolve(revision), git('rev-parse', 'HEAD'), revision);
  }
  for (const revision of ['', 'nothing', 'HEAD:a', '--all', '-n', 'HEAD..main', 'a\nb', 'HEAD~9']) {
    t.equal(await refs.resolve(revision), undefined, JSON.stringify(revision));
  }
});

t.test('of two who create, move or delete a ref, one is told that it has lost', async t => {
  const { path, env, git } = temporaryRepository(t);
  const [first, second] = [git('rev-parse', 'HEAD'), git('commit-tree', '-m', 'x', 'HEAD^{tree}')];
  const refs = nativeRefs(gitProgram(path, env));
  const name = 'refs/runs/x';
  const lost = { code: 'ref-conflict', data: { ref: name } };
  await refs.update([{ name, to: first }]);
  await t.rejects(refs.update([{ name, to: second }]), lost, 'created already');
  await t.rejects(refs.update([{ name, from: second, to: first }]), lost, 'elsewhere');
  await t.rejects(refs.update([{ name, from: second }]), lost, 'deleted while it was elsewhere');
  await refs.update([{ name, from: first, to: second }]);
  t.equal(git('rev-parse', name), second);
  await refs.update([{ name, from: second }]);
  await t.rejects(refs.update([{ name, from: second, to: first }]), lost, 'gone');
  t.same(await refs.list(['refs/runs/']), []);
});

t.test('a transaction is all or nothing', async t => {
  const { path, env, git } = temporaryRepository(t);
  const oid = git('rev-parse', 'HEAD');
  git('update-ref', 'refs/runs/b', oid);
  const refs = nativeRefs(gitProgram(path, env));
  const changes = ['a', 'b', 'c'].map(id => ({ name: `refs/runs/${id}`, to: oid }));
  await t.rejects(refs.update(changes), { code: 'ref-conflict', data: { ref: 'refs/runs/b' } });
  t.same(await refs.list(['refs/runs/']), [{ name: 'refs/runs/b', oid }]);
});

t.test('trouble that is no lost race is not called one', async t => {
  const { path, env } = temporaryRepository(t);
  const refs = nativeRefs(gitProgram(path, env));
  await t.rejects(refs.update([{ name: 'refs/runs/x', to: '1'.repeat(40) }]), { code: 'git-command' });
  await t.rejects(refs.update([{ name: 'refs/runs/..', to: '1'.repeat(40) }]), { code: 'git-command' });
});

t.test("git's own forms", async t => {
  t.same(parseRefs('abc refs/heads/a b\n'), [{ oid: 'abc', name: 'refs/heads/a b' }]);
  t.equal(
    transaction([
      { name: 'a', to: '1' },
      { name: 'b', from: '1', to: '2' },
      { name: 'c', from: '2' },
    ]),
    'create a\0' + '1\0' + 'update b\0' + '2\0' + '1\0' + 'delete c\0' + '2\0',
  );
});
