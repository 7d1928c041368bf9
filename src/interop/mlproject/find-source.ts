/** Where a project's source is: in the work tree as it lies, in a commit of the repository, or elsewhere. */
import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { elsewhere } from '../../git/elsewhere.ts';
import { openRepository } from '../../git/open.ts';
import type { Repository } from '../../git/repository.ts';
import { NotARepositoryError } from '../../run/repository-errors.ts';
import { ProjectError } from './project-error.ts';
import type { ProjectUri } from './project-uri.ts';

export type ProjectSource =
  /** `directory` is absolute, in the work tree. */
  | { readonly kind: 'work tree'; readonly directory: string }
  /** `within` is from the top of the commit's tree, with `/`; the top is `.`. */
  | { readonly kind: 'commit'; readonly commit: string; readonly within: string }
  /** In the repository at a URL or an absolute path; a version that is absent is its HEAD. */
  | { readonly kind: 'elsewhere'; readonly url: string; readonly version?: string; readonly within: string };

export interface SourceWish {
  readonly repository: Repository;
  /** The working directory. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uri: ProjectUri;
  readonly version?: string;
}

/** Looks where a project is. Throws ProjectError where nothing could be recorded of it. */
export async function findSource(wish: SourceWish): Promise<ProjectSource> {
  const { uri, version, cwd } = wish;
  if (uri.kind === 'git')
    return {
      kind: 'elsewhere',
      url: uri.at,
      within: uri.within,
      ...(version === undefined ? {} : { version }),
    };
  const directory = await realpath(resolve(cwd, uri.at)).catch(() => {
    throw new ProjectError(`there is no directory ${uri.at}`);
  });
  const workTree = wish.repository.place.workTree as string;
  const top = await realpath(workTree);
  if (directory !== top && !directory.startsWith(join(top, sep))) return outside(wish, directory);
  const within = join(relative(top, directory), uri.within);
  // By the name that Git has for the work tree: all paths of a run are from there.
  if (version === undefined) return { kind: 'work tree', directory: await directoryIn(workTree, within) };
  const commit = version.startsWith('-') ? undefined : await wish.repository.refs.resolve(version);
  if (commit === undefined)
    throw new ProjectError(
      `Unable to checkout version '${version}' of git repo ${uri.at} - please ensure that the version exists in the repo`,
    );
  return { kind: 'commit', commit, within };
}

/** Throws ProjectError where it is none. */
export async function directoryIn(top: string, within: string): Promise<string> {
  const path = join(top, within);
  const isDirectory = await stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
  if (isDirectory) return path;
  throw new ProjectError(`the project has no directory ${within}`);
}

/** What lies outside of the work tree is run as its own repository has it. */
async function outside({ uri, env, version }: SourceWish, directory: string): Promise<ProjectSource> {
  const other = await openRepository(directory, elsewhere(env)).catch(error => {
    if (!(error instanceof NotARepositoryError)) throw error;
    throw new ProjectError(
      `${uri.at} is outside of this repository, and in no other: its source could not be recorded`,
      `  make it one: git -C ${uri.at} init, then commit its files`,
    );
  });
  try {
    const { workTree, gitDir } = other.place;
    const isEdited = version === undefined && workTree !== undefined && (await hasEdits(other));
    if (isEdited)
      throw new ProjectError(
        `${uri.at} is outside of this repository, and has edits that are not committed`,
        '  commit them there, or have the run recorded there: cd to it, and git run exec .',
      );
    const within = join(workTree === undefined ? '' : relative(workTree, directory), uri.within);
    return {
      kind: 'elsewhere',
      url: workTree ?? gitDir,
      within,
      ...(version === undefined ? {} : { version }),
    };
  } finally {
    await other.close();
  }
}

async function hasEdits({ worktree }: Repository): Promise<boolean> {
  return (await worktree.status()).entries.length > 0;
}
