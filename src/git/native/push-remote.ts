/**
 * A remote as we push to it: all that is configured of it holds, but for what Git would do beside. By its own name Git
 * would push to each of its URLs with what was expected of one, and note runs under the refs that it tracks.
 */
import { pushPlaces } from '../push-places.ts';
import type { GitConfig } from '../repository.ts';

export interface PushRemote {
  readonly name: string;
  /** Its configuration: keys and values. */
  readonly settings: readonly (readonly [key: string, value: string])[];
}

/** No user's remote is called so. */
const ALIAS = 'git-run-push';

/** What is told apart, and what would add to a push or write refs of the user's. */
const LEFT_OUT: ReadonlySet<string> = new Set(['url', 'pushurl', 'fetch', 'push', 'mirror']);

/** Of several places that pushes go to, the one of that number. An address, and what is not configured, is itself. */
export function pushRemote(
  config: Pick<GitConfig, 'all' | 'keys'>,
  remote: string,
  place: number,
): PushRemote {
  const [url] = config.all(`remote.${remote}.url`);
  const to = pushPlaces(config, remote)[place];
  if (to === undefined) return { name: remote, settings: [] };
  // Git rewrites a URL that is for pushes alone otherwise than one for both.
  const isApart = config.all(`remote.${remote}.pushurl`).length > 0;
  const start = `remote.${remote}.`;
  const kept = config.keys(start).flatMap(key => {
    const name = key.slice(start.length);
    if (name.includes('.') || LEFT_OUT.has(name)) return [];
    return config.all(key).map(value => [name, value] as const);
  });
  const own = isApart ? [['url', url ?? to] as const, ['pushurl', to] as const] : [['url', to] as const];
  return {
    name: ALIAS,
    settings: [...own, ...kept].map(([name, value]) => [`remote.${ALIAS}.${name}`, value]),
  };
}
