/**
 * A repository of a moment's, in which git-lfs works for us. In the user's own it would note things in `.git/config`
 * (`lfs.repositoryformatversion`, how a server wants to be asked), and put what it brings where `git lfs prune` finds
 * it. Told of our storage by `-c` or by the environment, it would tell the other side of a path the same, and send
 * everything to ourselves. So it stands in a directory of its own, which takes the user's configuration for granted.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { collect } from '../../process/collect.ts';
import { findProgram } from '../../process/find-program.ts';
import { GitLfsMissingError } from '../../run/content-errors.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import { elsewhere } from '../elsewhere.ts';
import { isAddress, printAddress } from '../remote/remote-url.ts';
import type { Transfer } from '../remotes.ts';
import type { Repository } from '../repository.ts';
import { explainLfs } from './explain-lfs.ts';
import { followProgress } from './progress-file.ts';

export interface Workshop {
  /** What git-lfs is to be given for the remote. */
  readonly remote: string;
  /** Runs git in it, with input. Throws GitCommandError. */
  git(args: readonly string[], input: string): Promise<void>;
  /** Runs git-lfs in it. Throws GitLfsMissingError, RemoteError. */
  lfs(args: readonly string[], how: Transfer): Promise<void>;
  close(): Promise<void>;
}

export interface WorkshopPlan {
  readonly repository: Pick<Repository, 'place' | 'config' | 'objects'>;
  readonly env: NodeJS.ProcessEnv;
  /** Below which directory it is made. */
  readonly parent: string;
  /** The LFS storage it works with. */
  readonly storage: string;
  readonly remote: string;
  /** Bytes in all, for who is told of the progress. */
  readonly total: number;
  readonly stage: string;
}

/** Opens one; whoever does closes it. */
export async function openWorkshop(plan: WorkshopPlan): Promise<Workshop> {
  const { repository, env, parent, remote, total, stage } = plan;
  const directory = join(parent, randomUUID());
  const gitDir = join(directory, '.git');
  for (const name of ['objects', 'refs']) await mkdir(join(gitDir, name), { recursive: true, mode: 0o700 });
  await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/wanted\n');
  const address = addressFor(repository, remote);
  await writeFile(join(gitDir, 'config'), configOf(plan, address));
  const settings = await lfsConfig(repository);
  if (settings !== undefined) await writeFile(join(directory, '.lfsconfig'), settings);
  const environment = { ...elsewhere(env), LC_ALL: 'C', GIT_LFS_PROGRESS: join(directory, 'progress') };
  const shown = printAddress(remote);
  return {
    remote: address === undefined ? remote : ALIAS,
    async git(args, input) {
      const { code, stderr } = await collect('git', args, { cwd: directory, env: environment, input });
      if (code !== 0) throw new GitCommandError(args, code, stderr);
    },
    async lfs(args, { interactive = false, onProgress, signal }) {
      const progress = followProgress(environment.GIT_LFS_PROGRESS, done =>
        onProgress?.({ stage, done, total }),
      );
      try {
        const quiet = interactive ? {} : { GIT_TERMINAL_PROMPT: '0' };
        const [program, ...first] = lfsProgram(directory, env);
        const said = await collect(program, [...first, ...args], {
          cwd: directory,
          env: { ...environment, ...quiet },
          ...(signal === undefined ? {} : { signal }),
        });
        if (/'lfs' is not a git command/.test(said.stderr)) throw new GitLfsMissingError(process.platform);
        if (said.code !== 0) throw explainLfs(shown, said.stderr);
      } catch (error) {
        // How a program ends that was ended says nothing.
        signal?.throwIfAborted();
        throw error;
      } finally {
        await progress.stop();
      }
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

/** git-lfs itself: a git between us would not take it along when it is ended. Git may know one that is not on PATH. */
function lfsProgram(cwd: string, env: NodeJS.ProcessEnv): readonly [string, ...string[]] {
  try {
    return [findProgram('git-lfs', cwd, env)];
  } catch {
    return ['git', 'lfs'];
  }
}

/** What a remote is called that has no name. */
const ALIAS = 'git-run-lfs';

/** Where a remote is that git-lfs would not find by what the user calls it: undefined where it does. */
function addressFor(
  { config, place }: Pick<Repository, 'config' | 'place'>,
  remote: string,
): string | undefined {
  const url = config.get(`remote.${remote}.url`);
  const top = place.workTree ?? place.gitDir;
  // It takes what it does not know for the default remote.
  if (url === undefined) return isPath(remote) ? pathToFileURL(resolve(top, remote)).href : remote;
  return isPath(url) && !isAbsolute(url) && config.get(`remote.${remote}.lfsurl`) === undefined
    ? pathToFileURL(resolve(top, url)).href
    : undefined;
}

/** As opposed to a URL, and to `host:path`. */
function isPath(address: string): boolean {
  return isAbsolute(address) || /^\.{1,2}\//.test(address) || !isAddress(address);
}

function configOf({ repository: { place }, storage }: WorkshopPlan, address: string | undefined): string {
  const included = [join(place.commonDir, 'config'), join(place.gitDir, 'config.worktree')].filter(
    existsSync,
  );
  return [
    '[core]',
    'repositoryformatversion = 0',
    ...included.flatMap(path => ['[include]', `path = ${quoted(path)}`]),
    '[core]',
    'bare = false',
    '[lfs]',
    `storage = ${quoted(storage)}`,
    ...(address === undefined ? [] : [`[remote "${ALIAS}"]`, `url = ${quoted(address)}`]),
    '',
  ].join('\n');
}

/** https://git-scm.com/docs/git-config#_values */
function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** What a project commits for everybody: from the work tree, or, as git-lfs does, from HEAD. */
async function lfsConfig({
  place,
  objects,
}: Pick<Repository, 'place' | 'objects'>): Promise<Buffer | undefined> {
  const inTree = place.workTree === undefined ? undefined : join(place.workTree, '.lfsconfig');
  const found = inTree === undefined ? undefined : await readFile(inTree).catch(() => undefined);
  if (found !== undefined) return found;
  const [committed] = await objects.read(['HEAD:.lfsconfig']);
  return committed?.type === 'blob' ? committed.content : undefined;
}
