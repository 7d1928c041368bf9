/** Submodules with remotes of their own, for repositories of tests. */
import { join } from 'node:path';
import {
  gitIn,
  type RepositoryOptions,
  type Teardown,
  type TemporaryRepository,
  temporaryRepository,
} from './temporary-repository.ts';

export interface Submodule {
  /** Its work tree, absolute. */
  readonly path: string;
  /** What it was cloned from. */
  readonly remote: TemporaryRepository;
  /** Runs git in it. */
  git(...args: string[]): string;
}

/** Adds a submodule at a path of a repository and commits that. */
export function addSubmodule(
  t: Teardown,
  on: Pick<TemporaryRepository, 'path' | 'env'>,
  path: string,
  options: RepositoryOptions = { files: { 'lib.py': '1\n', 'deep/er.py': '2\n' } },
): Submodule {
  const remote = temporaryRepository(t, options);
  const inner = join(on.path, path);
  const inOuter = (...args: string[]) =>
    gitIn(on.path, on.env, ['-c', 'protocol.file.allow=always', ...args]);
  inOuter('submodule', '--quiet', 'add', remote.path, path);
  inOuter('commit', '-q', '-m', `add ${path}`);
  return { path: inner, remote, git: (...args) => gitIn(inner, on.env, args) };
}

/** Makes a repository, not tracked, below a work tree; returns its git. */
export function nestRepository(
  on: Pick<TemporaryRepository, 'path' | 'env' | 'write'>,
  path: string,
  files: Readonly<Record<string, string>> = {},
): Submodule['git'] {
  for (const [file, content] of Object.entries(files)) on.write(`${path}/${file}`, content);
  const git = (...args: string[]) => gitIn(join(on.path, path), on.env, args);
  gitIn(on.path, on.env, ['init', '-q', '--initial-branch=main', path]);
  git('add', '--all');
  git('commit', '-q', '--allow-empty', '-m', 'nested');
  return git;
}
