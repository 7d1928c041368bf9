/**
 * Who pushes, and whether they may delete. Believed is what the server was told by who let them in: the variable that
 * a forge or a web server sets, or the account that ssh ran the hook with. What commits, and `user.name`, claim is
 * never asked: anybody can write it.
 */
import { userInfo } from 'node:os';
import type { GitConfig } from '../git/repository.ts';

/**
 * Variables that name the pusher, the first that is set counts: one for a forced command of ssh to set, GitLab's,
 * Gitolite's, Gitea's and Forgejo's, and that of web servers. A client sets none of them, but where sshd is told to
 * take them (`AcceptEnv`, `PermitUserEnvironment`).
 */
export const PUSHER_VARIABLES = [
  'GIT_RUN_PUSHER',
  'GL_USERNAME',
  'GL_USER',
  'GITEA_PUSHER_NAME',
  'REMOTE_USER',
];

/** Who pushes; `account` is the one this process runs under. */
export function pusherOf(env: Readonly<Record<string, string | undefined>>, account: string): string {
  return PUSHER_VARIABLES.map(name => env[name]).find(Boolean) ?? account;
}

/** The account that this process runs under; by its number where it has no name, as in many a container. */
export function ownAccount(): string {
  try {
    return userInfo().username;
  } catch {
    return `${process.getuid?.() ?? ''}`;
  }
}

/** Whether the repository's configuration lets somebody delete and rewrite runs. */
export function mayDelete(config: GitConfig, pusher: string): boolean {
  return config.all('run.maydelete').some(name => name === '*' || name === pusher);
}
