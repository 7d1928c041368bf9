/** Where pushes go, which may be configured apart from where fetches come from. */
import { rewritten } from './remote/remote-url.ts';
import type { GitConfig } from './repository.ts';

/** The URLs that a remote is pushed to, as they are configured; none of what is no remote's name. */
export function pushPlaces(config: Pick<GitConfig, 'all'>, remote: string): readonly string[] {
  const apart = config.all(`remote.${remote}.pushurl`);
  return apart.length > 0 ? apart : config.all(`remote.${remote}.url`);
}

/** What Git is to be told to look where a push goes, to the place of that number: the name where fetches come from there. */
export function pushSource(config: Pick<GitConfig, 'all' | 'keys'>, remote: string, place: number): string {
  const [url] = config.all(`remote.${remote}.url`);
  const to = pushPlaces(config, remote)[place] ?? remote;
  const isApart = config.all(`remote.${remote}.pushurl`).length > 0;
  const there = (isApart ? undefined : rewritten(to, config, 'pushinsteadof')) ?? to;
  return there === url ? remote : there;
}
