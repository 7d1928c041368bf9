/** Where the repository is, found as Git finds it: https://git-scm.com/docs/git#Documentation/git.txt-GITDIR */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { CorruptRecordError } from '../../run/errors.ts';
import { NotARepositoryError } from '../../run/repository-errors.ts';
import type { GitConfig, Place } from '../repository.ts';
import { isTrue, readOwnConfig } from './config.ts';

export interface Found {
  readonly place: Place;
  /** The repository's own configuration file, and no other. */
  readonly own: GitConfig;
}

/** Finds the repository a directory is in. Throws NotARepositoryError. */
export function findPlace(cwd: string, env: NodeJS.ProcessEnv): Found {
  const { gitDir, top } = env.GIT_DIR === undefined ? discover(cwd, env) : told(cwd, env.GIT_DIR);
  const own = readOwnConfig(gitDir);
  const configured = own.get('core.worktree');
  const workTree = isTrue(own.get('core.bare'))
    ? env.GIT_WORK_TREE && resolve(cwd, env.GIT_WORK_TREE)
    : env.GIT_WORK_TREE !== undefined
      ? resolve(cwd, env.GIT_WORK_TREE)
      : top !== undefined && configured !== undefined
        ? resolve(gitDir, configured)
        : top;
  const inside = workTree === undefined ? '..' : relative(realPath(workTree), realPath(cwd));
  const isInside = inside !== '..' && !inside.startsWith('../');
  return {
    own,
    place: {
      gitDir,
      commonDir: commonDirOf(gitDir),
      ...(isInside && workTree !== undefined ? { workTree } : {}),
      prefix: isInside && inside !== '' ? `${inside}/` : '',
      objectFormat: own.get('extensions.objectformat') ?? 'sha1',
      shallow: (statSync(join(commonDirOf(gitDir), 'shallow'), { throwIfNoEntry: false })?.size ?? 0) > 0,
    },
  };
}

/** Whether a directory is one of Git's: what `is_git_directory` looks for. */
export function isGitDirectory(path: string): boolean {
  const isDirectory = (name: string) =>
    statSync(join(commonDirOf(path), name), { throwIfNoEntry: false })?.isDirectory() === true;
  try {
    return isDirectory('objects') && isDirectory('refs') && readFileSync(join(path, 'HEAD')).length > 0;
  } catch {
    return false;
  }
}

/** The Git directory a `.git` file names; undefined where it is no such file. */
export function readGitFile(file: string): string | undefined {
  try {
    const path = /^gitdir: (.*?)\n?$/s.exec(readFileSync(file, 'utf8'))?.[1];
    return path === undefined ? undefined : resolve(dirname(file), path);
  } catch {
    return undefined;
  }
}

interface GitDirectory {
  readonly gitDir: string;
  /** Absent where no work tree was found around it. */
  readonly top?: string;
}

function told(cwd: string, path: string): GitDirectory {
  const gitDir = readGitFile(resolve(cwd, path)) ?? resolve(cwd, path);
  if (!isGitDirectory(gitDir)) throw new NotARepositoryError(gitDir);
  return { gitDir, top: cwd };
}

function discover(cwd: string, env: NodeJS.ProcessEnv): GitDirectory {
  const ceilings = (env.GIT_CEILING_DIRECTORIES ?? '').split(':').filter(path => path !== '');
  const device = statSync(cwd, { throwIfNoEntry: false })?.dev;
  for (let top = cwd; ; top = dirname(top)) {
    const stat = statSync(top, { throwIfNoEntry: false });
    const crosses = stat?.dev !== device && !isTrue(env.GIT_DISCOVERY_ACROSS_FILESYSTEM);
    if (crosses || (top !== cwd && ceilings.includes(top))) throw new NotARepositoryError(cwd);
    const gitDir = join(top, '.git');
    if (isGitDirectory(gitDir)) return { gitDir, top };
    const elsewhere = readGitFile(gitDir);
    if (elsewhere !== undefined) {
      if (!isGitDirectory(elsewhere)) {
        throw new CorruptRecordError(gitDir, `it leads to ${elsewhere}, which is no Git directory`);
      }
      return { gitDir: elsewhere, top };
    }
    if (isGitDirectory(top)) return { gitDir: top };
    if (top === dirname(top)) throw new NotARepositoryError(cwd);
  }
}

/** A linked worktree's Git directory names the one it shares. */
function commonDirOf(gitDir: string): string {
  try {
    return resolve(gitDir, readFileSync(join(gitDir, 'commondir'), 'utf8').trim());
  } catch {
    return gitDir;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
