/** The gate: one call of Git that tells where a repository is and what kind it is. */
import { isAbsolute, resolve } from 'node:path';
import { GitCommandError, NotARepositoryError } from '../../run/repository-errors.ts';
import type { Place } from '../repository.ts';
import type { GitProgram } from './program.ts';

const QUESTIONS = [
  '--git-dir',
  '--git-common-dir',
  '--is-bare-repository',
  '--is-shallow-repository',
  '--show-object-format',
  '--is-inside-work-tree',
  '--show-prefix',
  '--show-cdup',
];

/** Asks Git about the directory the program is bound to. Throws NotARepositoryError. */
export async function findPlace(git: GitProgram): Promise<Place> {
  try {
    return parsePlace((await git(['rev-parse', ...QUESTIONS])).toString(), git.cwd);
  } catch (error) {
    // 128 is also said of a broken configuration, and of an owner Git distrusts: only words tell them apart.
    const none = error instanceof GitCommandError && /not a git repository/i.test(error.data.stderr);
    throw none ? new NotARepositoryError(git.cwd) : error;
  }
}

/** Reads the answers to `QUESTIONS`, a line each; there is no prefix outside of a work tree. */
export function parsePlace(output: string, cwd: string): Place {
  const [gitDir = '', commonDir = '', , shallow, objectFormat = 'sha1', inside, prefix = '', up = ''] =
    output.split('\n');
  return {
    gitDir: absolute(cwd, gitDir),
    commonDir: absolute(cwd, commonDir),
    ...(inside === 'true' ? { workTree: resolve(cwd, up) } : {}),
    prefix: inside === 'true' ? prefix : '',
    objectFormat,
    shallow: shallow === 'true',
  };
}

function absolute(cwd: string, path: string): string {
  return isAbsolute(path) ? path : resolve(cwd, path);
}
