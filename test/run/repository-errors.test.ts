import t from 'tap';
import { GitCommandError } from '../../src/run/repository-errors.ts';

t.test('a failure of git names the subcommand, not our options', async t => {
  const message = (args: string[], code: number | null = 128, stderr = 'fatal: no\n') =>
    new GitCommandError(args, code, stderr).message;
  t.equal(message(['status']), 'git status failed with 128: fatal: no');
  t.equal(
    message(['-c', 'a=b', '--literal-pathspecs', 'ls-files', '-z']),
    'git ls-files failed with 128: fatal: no',
  );
  t.equal(message(['-C', '/x', 'read-tree', 'HEAD'], 1, ''), 'git read-tree failed with 1: no message');
  t.equal(message(['fetch'], null), 'git fetch failed: fatal: no');
});
