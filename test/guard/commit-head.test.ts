import t from 'tap';
import { commitHead } from '../../src/guard/commit-head.ts';
import { guardBench } from '../support/guard-bench.ts';
import { gitIn } from '../support/temporary-repository.ts';

const { repository, on, commit } = await guardBench(t);

t.test('a commit is read with its parents, and what its message says is no parent', async t => {
  const head = on.git('rev-parse', 'HEAD');
  const tree = on.git('rev-parse', 'HEAD^{tree}');
  const made = on.git('commit-tree', tree, '-p', head, '-m', `x\n\nparent ${head}`);
  t.same(await commitHead(repository.objects, made), { tree, parents: [head] });
  t.same((await commitHead(repository.objects, commit({ a: 'b' })))?.parents, []);
});

t.test('what is no commit, or too large for one, is none', async t => {
  t.equal(await commitHead(repository.objects, on.git('rev-parse', 'HEAD^{tree}')), undefined);
  t.equal(await commitHead(repository.objects, 'f'.repeat(40)), undefined);
  const large = `tree ${on.git('rev-parse', 'HEAD^{tree}')}\nauthor a <a> 0 +0000\ncommitter a <a> 0 +0000\n\n${'x'.repeat(2 ** 20)}`;
  const oid = gitIn(on.path, on.env, ['hash-object', '-t', 'commit', '-w', '--stdin'], large);
  t.equal(await commitHead(repository.objects, oid), undefined);
});
