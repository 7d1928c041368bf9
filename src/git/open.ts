/**
 * Opens a repository. What Git is told of itself by its environment (GIT_DIR and the like) holds for our own
 * calls; `exec` keeps it from the user's command.
 */
import { join, resolve } from 'node:path';
import { SettingsError } from '../run/errors.ts';
import { GitMissingError } from '../run/repository-errors.ts';
import { mayConvert } from './conversion.ts';
import { durableNames } from './durable-names.ts';
import { elsewhere, onlyAt } from './elsewhere.ts';
import { isGitDirectory } from './embedded/place.ts';
import { openContents } from './lfs/contents.ts';
import { gitLfs } from './lfs/git-lfs.ts';
import { readConfig } from './native/config.ts';
import { nativeLinkedWorkTrees } from './native/linked-work-trees.ts';
import { nativeObjects } from './native/objects.ts';
import { findPlace } from './native/place.ts';
import { isPartial } from './native/present.ts';
import { gitProgram } from './native/program.ts';
import { nativeRefs } from './native/refs.ts';
import { nativeRemotes } from './native/remotes.ts';
import { nativeSides } from './native/side.ts';
import { nativeSignatures } from './native/signatures.ts';
import { nativeSpace } from './native/space.ts';
import { talker } from './native/talk.ts';
import { nativeTreeDiffs } from './native/tree-diff.ts';
import { nativeWorkTree } from './native/work-tree.ts';
import type { Repository } from './repository.ts';

/** Joins small packs, then packs refs. Nothing unreachable is removed, and no file for servers that are none (`-n`) is made. */
const TIDY = [
  ['repack', '-d', '-n', '--geometric=2', '--quiet'],
  ['pack-refs', '--all'],
] as const;

/**
 * Opens the repository a directory is in, with the engine that GIT_RUN_ENGINE names; where it names none, with the git
 * program, and where there is no such program, without. Throws NotARepositoryError, EngineLimitError, GitMissingError.
 */
export async function openRepository(cwd: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const engine = env.GIT_RUN_ENGINE || undefined;
  if (engine !== undefined && engine !== 'native' && engine !== 'embedded') {
    throw new SettingsError('GIT_RUN_ENGINE', `'${engine}' is no engine: it is native or embedded`);
  }
  try {
    if (engine !== 'embedded') return await openNative(cwd, env);
  } catch (error) {
    if (!(error instanceof GitMissingError) || engine === 'native') throw error;
  }
  const { openEmbedded } = await import('./embedded/open-embedded.ts');
  return openEmbedded(cwd, env);
}

async function openNative(cwd: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const here = gitProgram(cwd, env);
  const [place, config] = await Promise.all([findPlace(here), readConfig(here)]);
  // Relative variables (GIT_DIR=.git) would mean something else from the top of the work tree.
  const told = env.GIT_DIR !== undefined || env.GIT_WORK_TREE !== undefined;
  const bound = told ? { ...env, GIT_DIR: place.gitDir, GIT_WORK_TREE: place.workTree } : env;
  const git = gitProgram(place.workTree ?? place.gitDir, bound);
  const names = durableNames(place.commonDir);
  const objects = nativeObjects(git, place, names, { isPartial: isPartial(config) });
  const contents = openContents(place, config);
  const sides = nativeSides({ git, env: bound, place, config });
  return {
    place,
    config,
    objects,
    contents,
    refs: nativeRefs(git, names),
    worktree: nativeWorkTree(git, {
      index: resolve(git.cwd, env.GIT_INDEX_FILE || join(place.gitDir, 'index')),
      objectFormat: place.objectFormat,
      config,
      mayConvert: () => mayConvert(place, config, env),
      names,
    }),
    worktrees: nativeLinkedWorkTrees(git, env, place.commonDir),
    diffs: nativeTreeDiffs(git, place.prefix),
    remotes: nativeRemotes(
      git,
      talker(git.cwd, bound, key => config.get(key) !== undefined),
      names,
      config,
    ),
    sides,
    largeFiles: gitLfs({ place, config, objects, contents }, env),
    signatures: nativeSignatures(git, { place, config, objects }),
    open: async directory => onlyAt(directory, await openNative(directory, environmentAt(directory, env))),
    space: nativeSpace(git, { place, config, objects }),
    sync: () => names.sync(),
    tidy: () => git.detach(TIDY),
    close: async () => {
      await Promise.all([objects.end(), sides.end()]);
    },
  };
}

/** What Git keeps of a submodule names its work tree, and is not read where that is gone: it is told another one. */
function environmentAt(directory: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const place = isGitDirectory(directory) ? { GIT_DIR: directory, GIT_WORK_TREE: directory } : {};
  return { ...elsewhere(env), ...place };
}
