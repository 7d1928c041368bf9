import t from 'tap';
import { describeError } from '../../../src/cli/errors.ts';
import { ProjectError } from '../../../src/interop/mlproject/project-error.ts';

t.test('what to do is said below what happened', async t => {
  t.same(describeError(new ProjectError('no', '  do this', '  or that')), {
    lines: ['git-run: no', '  do this', '  or that'],
    exitCode: 1,
  });
});
