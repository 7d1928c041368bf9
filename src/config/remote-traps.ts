/**
 * What in a remote's configuration deletes runs that were not pushed, overwrites edits of them, or publishes what is
 * not for others, when Git's own fetch and push do as they are told. We never write there ourselves.
 */
import { isTrue } from '../git/flag.ts';
import type { GitConfig } from '../git/repository.ts';

export interface RemoteTrap {
  readonly remote: string;
  /** `prune`, `mirror` and `live` lose or publish something at the next fetch or push; `force` only edits of runs. */
  readonly kind: 'prune' | 'mirror' | 'live' | 'force';
  /** The value at fault: a refspec. */
  readonly refspec?: string;
}

const RUN = 'refs/runs/0';
const LIVE_RUN = 'refs/run-live/0';

/** The traps of all remotes. */
export function remoteTraps(config: GitConfig): RemoteTrap[] {
  const remotes = new Set(config.keys('remote.').map(key => /^remote\.(.+)\.[^.]+$/s.exec(key)?.[1]));
  return [...remotes].filter(remote => remote !== undefined).flatMap(remote => trapsOf(config, remote));
}

function trapsOf(config: GitConfig, remote: string): RemoteTrap[] {
  const traps: RemoteTrap[] = [];
  if (isTrue(config.get(`remote.${remote}.mirror`))) traps.push({ remote, kind: 'mirror' });
  const fetched = covering(config.all(`remote.${remote}.fetch`), RUN, 'to');
  if (fetched !== undefined) {
    const prunes = isTrue(config.get(`remote.${remote}.prune`) ?? config.get('fetch.prune'));
    if (prunes) traps.push({ remote, kind: 'prune', refspec: fetched });
    else if (fetched.startsWith('+')) traps.push({ remote, kind: 'force', refspec: fetched });
  }
  const pushed = covering(config.all(`remote.${remote}.push`), LIVE_RUN, 'from');
  if (pushed !== undefined) traps.push({ remote, kind: 'live', refspec: pushed });
  return traps;
}

/** The refspec that a ref falls under, on one of its sides; undefined where none does, or one that begins with `^` takes it out. */
function covering(refspecs: readonly string[], ref: string, side: 'from' | 'to'): string | undefined {
  const isOut = refspecs.some(refspec => refspec.startsWith('^') && matches(refspec.slice(1), ref));
  if (isOut) return undefined;
  return refspecs.find(refspec => {
    const [from = '', to = from] = refspec.replace(/^\+/, '').split(':');
    return !refspec.startsWith('^') && matches(side === 'from' ? from : to, ref);
  });
}

/** A `*` stands for anything, slashes too: https://git-scm.com/docs/git-fetch#_configured_remote_tracking_branches */
function matches(pattern: string, ref: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === ref;
  return ref.length >= before.length + after.length && ref.startsWith(before) && ref.endsWith(after);
}
