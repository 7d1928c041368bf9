import t from 'tap';
import { ContentMissingError, GitLfsMissingError } from '../../src/run/content-errors.ts';
import { GitRunError } from '../../src/run/errors.ts';

t.test('who lacks bytes is told whose, and that nothing is damaged', async t => {
  const error = new ContentMissingError(['model.pt']);
  t.ok(error instanceof GitRunError);
  t.equal(error.message, "the bytes of 'model.pt' are not here: the run has but a Git LFS pointer to them");
  t.match(new ContentMissingError(['a', 'b', 'c']), { message: /'a' are not here, nor those of 2 more/ });
});

t.test('who lacks git-lfs is told so by the system they have', async t => {
  t.match(new GitLfsMissingError('linux'), { code: 'git-lfs-missing', data: { platform: 'linux' } });
});
