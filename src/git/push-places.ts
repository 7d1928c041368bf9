import type { GitConfig } from './repository.ts';

/** The URLs that a remote is pushed to, as they are configured; none of what is no remote's name. */
export function pushPlaces(config: Pick<GitConfig, 'all'>, remote: string): readonly string[] {
  const apart = config.all(`remote.${remote}.pushurl`);
  return apart.length > 0 ? apart : config.all(`remote.${remote}.url`);
}
