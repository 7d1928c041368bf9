/** A source laid out in a worktree of its own, byte for byte, with no hook and no content filter run. */
import type { Repository } from '../git/repository.ts';
import type { NestedRepository, Source } from '../run/source.ts';
import { type FoundSubmodules, findSubmodules, wantedOf } from './find-submodules.ts';
import { exactFiles, listSource, type SourceFiles, type SubmoduleCommit } from './source-files.ts';
import { type ExactFile, type ExactWrite, type Written, writeExact } from './write-exact.ts';

export interface SourceCheckout {
  readonly repository: Repository;
  readonly commit: string;
  /** Where the worktree goes: nothing is there, or an empty directory. */
  readonly path: string;
  /** The run's own account of its source, with the bytes Git's tree does not give back; absent for a plain commit. */
  readonly source?: Source;
  /** As of ExactWrite; `inside` for runs that were recorded elsewhere: their submodules are left to the user, too. */
  readonly links?: NonNullable<ExactWrite['links']>;
  /** Files beside the source, such as artifacts; none of them is one of its own. */
  readonly beside?: readonly ExactFile[];
}

export interface LaidSource {
  readonly written: Written;
  /** Submodules that were filled from the user's own clones of them, with those inside them. */
  readonly filled: readonly NestedRepository[];
  /** Submodules that are not to be had here: their directories are empty. */
  readonly missing: readonly SubmoduleCommit[];
}

/**
 * Checks a source commit out, detached. Where that fails nothing is left of it.
 * Throws as writeExact does, and DigestMismatchError for a blob whose bytes are not those of its id.
 */
export async function checkoutSource(checkout: SourceCheckout): Promise<LaidSource> {
  const files = await listSource(checkout.repository, checkout.commit, checkout.source?.raw);
  const submodules = await submodulesOf(checkout, files);
  try {
    return await layOut(checkout, files, submodules);
  } catch (error) {
    if (submodules.found.length === 0) throw error;
    // A clone that lacks objects, or whose files collide with others, must not cost the source itself.
    return layOut(checkout, files, nothingOf(checkout, files));
  } finally {
    await submodules.close();
  }
}

async function layOut(
  { repository, commit, path, source, links = 'as-is', beside = [] }: SourceCheckout,
  files: SourceFiles,
  { found, missing }: Pick<FoundSubmodules, 'found' | 'missing'>,
): Promise<LaidSource> {
  await repository.worktrees.add(path, commit);
  try {
    const written = await writeExact({
      root: path,
      files: [...exactFiles(repository, files.files), ...found.flatMap(one => one.files), ...beside],
      directories: [
        ...files.submodules.map(submodule => submodule.path),
        ...found.flatMap(one => one.directories),
        ...emptyDirectories(files, source),
      ],
      links,
    });
    await repository.worktrees.settle(path);
    return { written, filled: found.flatMap(one => one.nested), missing };
  } catch (error) {
    await repository.worktrees.remove(path).catch(() => {});
    throw error;
  }
}

/** What a stranger's run names is not looked for among the user's own. */
async function submodulesOf(checkout: SourceCheckout, files: SourceFiles): Promise<FoundSubmodules> {
  const { repository, commit, source, links } = checkout;
  const { submodules } = files;
  if (links === 'inside' || submodules.length === 0) return nothingOf(checkout, files);
  return findSubmodules({ repository, commit, submodules, nested: source?.nested });
}

function nothingOf({ source }: SourceCheckout, { submodules }: SourceFiles): FoundSubmodules {
  return { found: [], missing: wantedOf({ submodules, nested: source?.nested }), close: async () => {} };
}

/** Repositories within that held no file: Git keeps no such directory. */
function emptyDirectories({ files, submodules }: SourceFiles, source: Source | undefined): string[] {
  const listed = new Set(submodules.map(({ path }) => path));
  const isEmpty = ({ path }: NestedRepository) =>
    !listed.has(path) && !files.some(file => file.path === path || file.path.startsWith(`${path}/`));
  const kept = (source?.nested ?? []).filter(({ stored, left }) => stored || left === 'empty');
  return kept.filter(isEmpty).map(({ path }) => path);
}
