/** What hosts take of one push, and how often; a host that is not listed is asked for no more than Git itself needs. */
import { hostOf } from '../git/remote/remote-url.ts';

export interface HostLimits {
  /** Bytes of one push. */
  readonly push: number;
  /** Bytes of one object. */
  readonly object: number;
  /** Pushes in a minute. */
  readonly perMinute: number;
}

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Of a host that is not known, and of none. */
export const NO_LIMITS: HostLimits = {
  push: Number.POSITIVE_INFINITY,
  object: Number.POSITIVE_INFINITY,
  perMinute: Number.POSITIVE_INFINITY,
};

/**
 * As the hosts document them:
 * https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits,
 * https://gitlab.com/gitlab-org/gitlab/-/issues/428188
 */
const HOSTS: Readonly<Record<string, HostLimits>> = {
  'github.com': { push: 2 * GIB, object: 100 * MIB, perMinute: 6 },
  'gitlab.com': { ...NO_LIMITS, object: 100 * MIB },
};

/** The limits of the host of an address: a URL, or `user@host:path`. */
export function hostLimits(address: string): HostLimits {
  const host = (hostOf(address) ?? '').replace(/^(?:ssh|altssh)\./, '');
  return Object.hasOwn(HOSTS, host) ? (HOSTS[host] as HostLimits) : NO_LIMITS;
}
