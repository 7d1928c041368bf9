/** A source in a worktree of our own, `<git common dir>/git-run/worktrees/<name>`, for as long as it is needed. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LaidOut } from '../capture/source-tree.ts';
import { openRepository } from '../git/open.ts';
import type { Repository } from '../git/repository.ts';
import { cacheDirectory } from '../record/live.ts';
import type { Source } from '../run/source.ts';
import { checkoutSource } from './checkout.ts';
import { linkInto } from './link.ts';
import type { SubmoduleCommit } from './source-files.ts';
import type { ExactWrite } from './write-exact.ts';

export interface SourceTreeRequest {
  readonly repository: Repository;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly commit: string;
  /** The run's own account of its source, with the bytes Git's tree does not give back; absent for a plain commit. */
  readonly source?: Source;
  /** Paths that are linked from the user's work tree, where it has them and the source does not. */
  readonly link: readonly string[];
  /** As of ExactWrite; `inside` for runs that were recorded elsewhere. */
  readonly links?: NonNullable<ExactWrite['links']>;
}

export interface SourceTree {
  readonly path: string;
  /** Submodules of the source that are not to be had here: their directories are empty. */
  readonly missing: readonly SubmoduleCommit[];
  readonly repository: Repository;
  /** What a recording in it is asked, at a directory given from the top. */
  request(directory: string): { repository: Repository; directory: string; laidOut: LaidOut };
}

/** Checks a source out, hands it over, and removes it again, whatever happens. */
export async function withSourceTree<T>(
  request: SourceTreeRequest,
  use: (tree: SourceTree) => Promise<T>,
): Promise<T> {
  const { repository } = request;
  const path = join(cacheDirectory(repository.place.commonDir), 'worktrees', randomUUID());
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { filled, missing } = await checkoutSource({ ...request, path });
  try {
    const linked = await linkInto(path, repository.place.workTree, request.link);
    const laidOut = { raw: request.source?.raw ?? [], linked, filled };
    const opened = await openRepository(path, withoutGit(request.env));
    try {
      return await use({
        path,
        missing,
        repository: opened,
        request: directory => ({ repository: opened, directory: join(path, directory), laidOut }),
      });
    } finally {
      await opened.close();
    }
  } finally {
    await repository.worktrees.remove(path);
  }
}

/** The worktree is found by its directory: what the environment says of another one must not count. */
function withoutGit(env: SourceTreeRequest['env']): NodeJS.ProcessEnv {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...rest } = env;
  return rest;
}
