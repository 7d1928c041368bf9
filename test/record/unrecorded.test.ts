import t from 'tap';
import { isNobodysFault, runUnrecorded } from '../../src/record/unrecorded.ts';
import { GitCommandError, GitMissingError } from '../../src/run/repository-errors.ts';

t.test('a git that was killed is nobody’s fault, one that refuses is somebody’s', async t => {
  t.ok(isNobodysFault(new GitCommandError(['rev-parse'], null, '')));
  t.notOk(isNobodysFault(new GitCommandError(['rev-parse'], 128, 'fatal: detected dubious ownership')));
  t.notOk(isNobodysFault(new GitMissingError()));
});

t.test('the command runs as it would, and why nothing is kept is told', async t => {
  const error = new GitCommandError(['rev-parse'], null, '');
  const argv = ['sh', '-c', 'test -z "$GIT_RUN_EVENTS" && exit {code}'];
  const env = { PATH: process.env.PATH };
  const recorded = await runUnrecorded({ argv, params: { code: '5' }, directory: t.testdir(), env }, error);
  t.same(recorded, { exit: { code: 5 }, notKept: [], trouble: { error } });
});
