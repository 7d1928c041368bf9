/** Who the author of a run is. */
import { hostname, userInfo } from 'node:os';
import type { GitConfig, Identity } from '../git/repository.ts';

/** The user's Git identity; a made-up one, flagged, where Git has none: a run must not be lost for want of a name. */
export function authorOf(
  config: GitConfig,
  env: Readonly<Record<string, string | undefined>>,
): Identity & { readonly madeUp: boolean } {
  const first = (...texts: (string | undefined)[]) =>
    texts.find(text => text !== undefined && text.trim() !== '');
  const name = first(env.GIT_AUTHOR_NAME, config.get('author.name'), config.get('user.name'));
  const email = first(env.GIT_AUTHOR_EMAIL, config.get('author.email'), config.get('user.email'), env.EMAIL);
  if (name !== undefined && email !== undefined) return { name, email, madeUp: false };
  const user = userName();
  return { name: name ?? user, email: email ?? `${user}@${hostname()}`, madeUp: true };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have no entry in the password file.
    return 'unknown';
  }
}
