/**
 * A project of another repository, brought here: one commit without parents that holds its tree, the files of its
 * submodules included. Its history is not ours to keep, and the repository it is brought to must not become shallow.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elsewhere } from '../../git/elsewhere.ts';
import { type GitProgram, gitProgram } from '../../git/native/program.ts';
import { OURS_ALONE } from '../../git/native/remotes.ts';
import { type Talk, talker } from '../../git/native/talk.ts';
import { printAddress } from '../../git/remote/remote-url.ts';
import type { Repository } from '../../git/repository.ts';
import { EngineLimitError, RemoteError } from '../../run/repository-errors.ts';
import { ProjectError } from './project-error.ts';

export interface ProjectRequest {
  /** Where it is brought to. */
  readonly repository: Repository;
  readonly env: NodeJS.ProcessEnv;
  /** A URL, or the absolute path of a repository. */
  readonly url: string;
  /** A branch, tag or commit; the remote's HEAD where absent. */
  readonly version?: string;
  /** The ref that keeps what is brought: it does not exist yet. */
  readonly ref: string;
  /** Whether Git may ask for a password. */
  readonly interactive: boolean;
}

export interface FetchedProject {
  /** The commit here; the same for the same commit there, whoever brings it. */
  readonly commit: string;
  /** The commit there. */
  readonly original: string;
}

/**
 * Brings a project by a clone that is gone again when it returns. Throws RemoteError, and ProjectError for a version
 * that the remote does not have.
 */
export async function fetchProject(request: ProjectRequest): Promise<FetchedProject> {
  const { repository, ref } = request;
  if (repository.remotes === undefined)
    throw new EngineLimitError('a project is fetched from another repository', 'clone it first');
  const directory = await mkdtemp(join(tmpdir(), 'git-run-project-'));
  try {
    const clone = await makeClone(directory, request);
    const original = await fetchVersion(clone, request);
    const tree = await wholeTree(clone, original, request);
    const commit = await commitTree(clone, { tree, original, url: request.url });
    await clone.git(['update-ref', 'refs/heads/project', commit]);
    await repository.remotes.fetch(directory, [{ from: 'refs/heads/project', to: ref }]);
    return { commit, original };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface Clone {
  readonly directory: string;
  readonly git: GitProgram;
  readonly talk: Talk;
}

async function makeClone(
  directory: string,
  { repository: { place, config }, env, url }: ProjectRequest,
): Promise<Clone> {
  // What filters would bring besides is not part of the tree.
  const own = { ...elsewhere(env), GIT_LFS_SKIP_SMUDGE: '1' };
  const git = gitProgram(directory, own);
  await git(['init', '--quiet', '--template=', `--object-format=${place.objectFormat}`]);
  // Submodules with relative URLs are looked for beside it.
  await git(['config', 'remote.origin.url', url]);
  return { directory, git, talk: talker(directory, own, key => config.get(key) !== undefined) };
}

/** What a remote gives by itself; all else is looked for in all that it has. */
const NAME = /^\w[\w./-]*$/;

async function fetchVersion(clone: Clone, request: ProjectRequest): Promise<string> {
  const { version = 'HEAD' } = request;
  if (NAME.test(version)) {
    const found = await fetch(clone, request, ['--depth=1'], [`+${version}:refs/project`]).then(
      () => commitOf(clone, 'refs/project'),
      // A remote need not give a commit by its id, and by a shorter one none does.
      error =>
        error instanceof RemoteError && request.version !== undefined ? undefined : Promise.reject(error),
    );
    if (found !== undefined) return found;
  }
  await fetch(clone, request, ['--tags'], ['+refs/heads/*:refs/remotes/origin/*']);
  for (const name of [`refs/tags/${version}`, `refs/remotes/origin/${version}`, version]) {
    const found = await commitOf(clone, name);
    if (found !== undefined) return found;
  }
  const shown = printAddress(request.url);
  throw new ProjectError(
    `Unable to checkout version '${version}' of git repo ${shown} - please ensure that the version exists in the repo`,
    `  git ls-remote ${shown} lists its branches and tags`,
  );
}

async function fetch(
  { talk }: Clone,
  { url, interactive }: ProjectRequest,
  how: readonly string[],
  refs: readonly string[],
): Promise<void> {
  const ours = OURS_ALONE.fetch.filter(option => option !== '--no-tags' || !how.includes('--tags'));
  const args = ['fetch', ...ours, ...how, '--stdin', url];
  await talk({ remote: url, args, input: refs.map(ref => `${ref}\n`).join('') }, { interactive });
}

async function commitOf({ git }: Clone, name: string): Promise<string | undefined> {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const id = (await git(asked, { ok: [0, 1, 128] })).toString().trim();
  return /^[\da-f]{40,}$/.test(id) ? id : undefined;
}

/** The tree of a commit, with the files of its submodules in their places. */
async function wholeTree(
  { directory, git, talk }: Clone,
  commit: string,
  { url, interactive }: ProjectRequest,
): Promise<string> {
  const listed = (await git(['ls-tree', '-r', '-z', commit])).toString().split('\0');
  const links = listed.flatMap(line => /^160000 commit \S+\t(.*)$/s.exec(line)?.[1] ?? []);
  if (links.length === 0) return (await git(['rev-parse', `${commit}^{tree}`])).toString().trim();
  await git(['checkout', '--quiet', '--detach', commit]);
  const args = ['submodule', '--quiet', 'update', '--init', '--recursive'];
  await talk({ remote: url, args }, { interactive });
  for (const link of links) await forgetRepositories(join(directory, link));
  await git(['rm', '--quiet', '--cached', '--ignore-unmatch', '--', ...links.map(literal)]);
  await git(['add', '--force', '--all', '--', ...links.map(literal)]);
  return (await git(['write-tree'])).toString().trim();
}

function literal(path: string): string {
  return `:(literal)${path}`;
}

/** Makes plain directories of a submodule and those inside it. */
async function forgetRepositories(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.name === '.git') await rm(path, { recursive: true, force: true });
    else if (entry.isDirectory()) await forgetRepositories(path);
  }
}

interface Copy {
  readonly tree: string;
  readonly original: string;
  readonly url: string;
}

/** By whoever made the original, and at that time: it is the same wherever it is made. */
async function commitTree({ git }: Clone, { tree, original, url }: Copy): Promise<string> {
  const [name = '', email = '', time = ''] = (
    await git(['show', '-s', '--format=%cn%x00%ce%x00%ct', original])
  )
    .toString()
    .trim()
    .split('\0');
  const who = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap(role => [
      [`GIT_${role}_NAME`, name || 'unknown'],
      [`GIT_${role}_EMAIL`, email || 'unknown'],
      [`GIT_${role}_DATE`, `@${time} +0000`],
    ]),
  );
  const input = `Source of a project\n\nProject: ${printAddress(url)}\nCommit: ${original}\n`;
  return (await git(['commit-tree', '--no-gpg-sign', tree], { env: who, input })).toString().trim();
}
