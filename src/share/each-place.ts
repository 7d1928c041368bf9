/** A remote may have several URLs that pushes go to: each is a remote by itself, and may have other runs. */
import { pushPlaces } from '../git/push-places.ts';
import { printAddress } from '../git/remote/remote-url.ts';
import type { GitConfig } from '../git/repository.ts';
import { type HostLimits, hostLimits } from './host-limits.ts';
import type { Sharing } from './there.ts';

export interface Place {
  readonly sharing: Sharing;
  /** As it may be shown. */
  readonly shown: string;
  readonly limits: HostLimits;
}

/** The places that a push goes to; `shown` is what the remote is called where there is but one. */
export function eachPlace(config: Pick<GitConfig, 'all'>, { sharing, shown, limits }: Place): Place[] {
  const urls = pushPlaces(config, sharing.remote);
  const at = (place: number) => ({ ...sharing, transfer: { ...sharing.transfer, place } });
  if (urls.length < 2) return [{ sharing: at(0), shown, limits }];
  return urls.map((url, place) => ({
    sharing: at(place),
    shown: printAddress(url),
    limits: hostLimits(url),
  }));
}
