/** What a remote has of runs. */

import type { Remotes, Transfer } from '../git/remotes.ts';
import type { Ref, RefChange, Repository } from '../git/repository.ts';
import { RUNS } from '../run/run-ref.ts';

/** A remote, and where on it runs are kept. */
export interface Sharing {
  readonly remotes: Remotes;
  /** Its name, its URL, or its path. */
  readonly remote: string;
  /** Where refs of ours lie there: `refs/runs/`, or below `refs/heads/` on a host that has room for branches alone. */
  readonly prefix: string;
  readonly transfer: Transfer;
}

export interface There {
  /** Where refs of ours lie there. */
  readonly prefix: string;
  /** Commits by the name of their ref here. */
  readonly ours: ReadonlyMap<string, string>;
  /** Where its branches and tags are. */
  readonly published: readonly string[];
}

/** So many refs are asked for by name; of more all are listed. */
const FEW = 50;

/** Asks what is there: of all our refs, or of some, and with `published` of the branches and tags. */
export async function lookThere(
  { remotes, remote, prefix, transfer }: Sharing,
  { names, published = false }: { readonly names?: readonly string[]; readonly published?: boolean },
): Promise<There> {
  const asked =
    names !== undefined && names.length <= FEW ? names.map(name => there(name, prefix)) : [`${prefix}*`];
  const patterns = [...asked, ...(published ? ['refs/heads/*', 'refs/tags/*'] : [])];
  const refs =
    patterns.length === 0
      ? []
      : await remotes.list(remote, patterns, published ? { place: 0, ...transfer } : transfer);
  const isOurs = ({ name }: { name: string }) => name.startsWith(prefix);
  return {
    prefix,
    ours: new Map(refs.filter(isOurs).map(({ name, oid }) => [RUNS + name.slice(prefix.length), oid])),
    published: refs.filter(ref => !isOurs(ref)).map(({ oid }) => oid),
  };
}

/** The names of refs of ours that are there otherwise, with what is not here. */
export async function unknownThere(
  { objects }: Pick<Repository, 'objects'>,
  refs: readonly Ref[],
  { ours }: There,
): Promise<string[]> {
  const others = refs.filter(({ name, oid }) => (ours.get(name) ?? oid) !== oid).map(({ name }) => name);
  const here = new Set(await objects.here(others.map(name => ours.get(name) as string)));
  return others.filter(name => !here.has(ours.get(name) as string));
}

/** What to type to have a ref of ours gone there, whatever it points to. `shown`: the remote, as it may be shown. */
export function removal(shown: string, name: string, prefix: string): string {
  return `git push ${shown} :${there(name, prefix)} removes it there`;
}

/** The name of a ref of ours on a remote that keeps them below a prefix. */
export function there(name: string, prefix: string): string {
  return prefix + name.slice(RUNS.length);
}

/** A change of a ref of ours, as it is to be made there. */
export function changeThere(change: RefChange, prefix: string): RefChange {
  return { ...change, name: there(change.name, prefix) };
}
