import t, { type Test } from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import { blob, rawTree } from '../../support/damage.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

async function bench(t: Test) {
  const on = temporaryRepository(t, { files: { a: 'theirs\n' } });
  const { space, close } = await openRepository(on.path, on.env);
  t.teardown(close);
  const secret = blob(on, 'secret\n'.repeat(1000));
  const run = on.git('commit-tree', rawTree(on, [['100644', 'a', secret]]), '-p', 'HEAD', '-m', 'x');
  on.git('update-ref', 'refs/runs/x', run);
  return { on, space, secret, run };
}

t.test('what refs of ours alone hold is weighed', async t => {
  const { on, space, secret, run } = await bench(t);
  const sizes = await space.sizes([run, `${run}^{tree}`, secret]);
  const sum = sizes.reduce((total, size) => total + (size?.disk ?? 0), 0);
  t.equal(await space.usage(['refs/runs/']), sum);
  t.equal(await space.usage(['refs/run-live/']), 0);
  on.git('tag', 'kept', run);
  t.equal(await space.usage(['refs/runs/', 'refs/run-live/']), 0);
});

t.test('who else holds a blob is named: a branch, a merge, a worktree, a stash, a reflog', async t => {
  const { on, space, secret, run } = await bench(t);
  const none = '1'.repeat(40);
  const ask = () => space.holder([none, secret], ['refs/runs/']);
  t.equal(await ask(), undefined);
  t.equal(await space.holder([], ['refs/runs/']), undefined);
  t.same(await space.holder([secret], ['refs/none/']), { commit: run, by: 'refs/runs/x' });
  on.git('branch', 'kept', run);
  t.same(await ask(), { commit: run, by: 'refs/heads/kept' });
  on.git('branch', '-q', '-D', 'kept');
  on.git('worktree', 'add', '-q', '--detach', `${on.home}/linked`, run);
  t.match(await ask(), { commit: run, by: /^worktrees\/linked\/HEAD$/ });
  on.git('worktree', 'remove', '--force', `${on.home}/linked`);
  on.write('a', 'secret\n'.repeat(1000));
  on.git('stash', '-q');
  t.match(await ask(), { commit: on.git('rev-parse', 'stash'), by: 'refs/stash' });
  on.git('stash', 'pop', '-q');
  on.git('commit', '-q', '-a', '-m', 'mistake');
  const mistake = on.git('rev-parse', 'HEAD');
  on.git('reset', '-q', '--hard', 'HEAD^');
  t.match(await ask(), { commit: mistake });
  on.git('reflog', 'expire', '--expire=all', '--all');
  const merge = on.git(
    'commit-tree',
    `${mistake}^{tree}`,
    '-p',
    'HEAD',
    '-p',
    on.git('commit-tree', 'HEAD^{tree}', '-m', 'side'),
    '-m',
    'evil',
  );
  on.git('update-ref', 'refs/heads/merged', merge);
  t.match(await ask(), { commit: merge, by: 'refs/heads/merged' });
});
