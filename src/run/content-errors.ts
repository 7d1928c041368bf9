/** What can go wrong with contents that Git LFS keeps; as types, like the others in `errors.ts`. */
import { GitRunError } from './errors.ts';

/** The run names files whose contents are not in this clone: nothing is damaged. */
export class ContentMissingError extends GitRunError<{ paths: readonly string[] }> {
  readonly code = 'content-missing';
  constructor(paths: readonly string[]) {
    const [first] = paths;
    const more = paths.length > 1 ? `, nor those of ${paths.length - 1} more` : '';
    super(`the bytes of '${first}' are not here${more}: the run has but a Git LFS pointer to them`, {
      paths,
    });
  }
}

/** There is no git-lfs here, and something is to be sent or brought by it. */
export class GitLfsMissingError extends GitRunError<{
  /** As Node names systems. */ platform: string;
}> {
  readonly code = 'git-lfs-missing';
  constructor(platform: string) {
    super('large files are sent and brought by git-lfs, and there is none on PATH', { platform });
  }
}
