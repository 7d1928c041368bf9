/** Files a command line names that are no part of the source: ignored by Git, or outside of the work tree. */
import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { WorkTree } from '../../git/repository.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { CaptureContext } from '../capture.ts';
import { pathFrom } from './glob.ts';

type Question = Pick<CaptureContext, 'argv' | 'directory' | 'workTree' | 'repository'>;

/** A file or directory that stands in the command line. */
export interface NamedPath {
  /** Absolute, as named. */
  readonly path: string;
  readonly isDirectory: boolean;
}

/**
 * Existing files and directories that are whole words of argv, or the value of `--data=path`, and that the source
 * commit cannot hold. A directory counts only within the work tree: a job that is pointed at `/scratch` would wait.
 */
export async function argvInputs({ argv, directory, workTree, repository }: Question): Promise<NamedPath[]> {
  const top = await realpath(workTree);
  const named: NamedPath[] = [];
  const asked = new Map<string, NamedPath[]>();
  for (const path of pathsIn(argv, directory)) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || !(found.isFile() || found.isDirectory())) continue;
    const candidate = { path, isDirectory: found.isDirectory() };
    // Git stores a link as such: what is behind it is where it really lies.
    const real = pathFrom(top, await realpath(path));
    if (real.startsWith('/')) {
      if (found.isFile() || pathFrom(workTree, path) !== path) named.push(candidate);
    } else if (real !== '' && !real.split('/').includes('.git')) {
      asked.set(real, [...(asked.get(real) ?? []), candidate]);
    }
  }
  for (const path of await ignoredOf(repository.worktree, [...asked.keys()]))
    named.push(...(asked.get(path) ?? []));
  return named;
}

function pathsIn(argv: readonly string[], directory: string): Set<string> {
  const words = argv.slice(1).flatMap(word => {
    const value = /^[^=/]+=(.+)$/s.exec(word)?.[1];
    return value === undefined ? [word] : [word, value];
  });
  const usable = words.filter(word => word !== '' && word.length <= 4096 && !word.includes('\0'));
  return new Set(usable.map(word => resolve(directory, word)));
}

/** Git refuses a whole list for one path in a submodule: then each is asked for by itself. */
async function ignoredOf(worktree: WorkTree, paths: readonly string[]): Promise<Iterable<string>> {
  try {
    return await worktree.ignored(paths);
  } catch (error) {
    if (!(error instanceof GitCommandError)) throw error;
  }
  const ignored: string[] = [];
  for (const path of paths) {
    const one = await worktree.ignored([path]).catch(() => new Set<string>());
    ignored.push(...one);
  }
  return ignored;
}
