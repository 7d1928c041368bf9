/** A source laid out in a worktree of its own, byte for byte, with no hook and no content filter run. */
import type { Repository } from '../git/repository.ts';
import type { Source } from '../run/source.ts';
import { exactFiles, listSource } from './source-files.ts';
import { type ExactFile, type ExactWrite, type Written, writeExact } from './write-exact.ts';

export interface SourceCheckout {
  readonly repository: Repository;
  readonly commit: string;
  /** Where the worktree goes: nothing is there, or an empty directory. */
  readonly path: string;
  /** The run's own account of its source, with the bytes Git's tree does not give back; absent for a plain commit. */
  readonly source?: Source;
  /** As of ExactWrite; `inside` for runs that were recorded elsewhere. */
  readonly links?: NonNullable<ExactWrite['links']>;
  /** Files beside the source, such as artifacts; none of them is one of its own. */
  readonly beside?: readonly ExactFile[];
}

/**
 * Checks a source commit out, detached. Where that fails nothing is left of it.
 * Throws as writeExact does, and DigestMismatchError for a blob whose bytes are not those of its id.
 */
export async function checkoutSource(checkout: SourceCheckout): Promise<Written> {
  const { repository, commit, path, source, links = 'as-is', beside = [] } = checkout;
  const { files, submodules } = await listSource(repository, commit, source?.raw);
  await repository.worktrees.add(path, commit);
  try {
    const written = await writeExact({
      root: path,
      files: [...exactFiles(repository, files), ...beside],
      directories: submodules,
      links,
    });
    await repository.worktrees.settle(path);
    return written;
  } catch (error) {
    await repository.worktrees.remove(path).catch(() => {});
    throw error;
  }
}
