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

t.test('of all that git says the line that tells why is shown', async t => {
  const stderr = 'error: x\nfatal: out of disk space\nfast-import: dumping crash report\nfatal: gone\n';
  const error = new GitCommandError(['fast-import'], 128, stderr);
  t.equal(error.message, 'git fast-import failed with 128: fatal: out of disk space');
  t.equal(error.data.stderr, stderr);
  t.match(new GitCommandError(['tag'], 1, 'hint: x\nerror: no\n').message, /: error: no$/);
});
