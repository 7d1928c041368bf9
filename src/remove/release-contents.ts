/**
 * Removes large contents that nothing can name any more: their pointers are no objects of this repository, so no run,
 * branch, index, stash or reflog has them. A look at the contents that are here is enough, however many runs there are.
 */

import { pointerId } from '../git/lfs/pointer.ts';
import type { Repository } from '../git/repository.ts';
import type { Released } from '../git/space.ts';

export interface ContentRelease {
  /** Of these pointers alone. */
  readonly only?: ReadonlySet<string>;
  /** Pointers that are thought away: for a look at what would be. */
  readonly without?: ReadonlySet<string>;
  /** What was stored after this time, in ms since 1970, stays: somebody may be about to refer to it. */
  readonly before?: number;
  /** Only looks. */
  readonly dryRun?: boolean;
}

/** Who calls it is alone in the repository. Removes from Git LFS's own storage what was shown to it, too. */
export async function releaseContents(
  { contents, objects, place }: Repository,
  { only, without, before = Number.POSITIVE_INFINITY, dryRun = false }: ContentRelease,
): Promise<Released> {
  const stored = (await contents.list()).map(content => ({
    content,
    oid: pointerId(place.objectFormat, content),
  }));
  const asked = stored.filter(({ oid }) => only?.has(oid) ?? true);
  const heads = asked.length === 0 ? [] : await objects.heads(asked.map(({ oid }) => oid));
  const free = asked.filter(({ oid }, at) => heads[at] === undefined || without?.has(oid));
  const [gone, back] = [
    { objects: 0, bytes: 0 },
    { objects: 0, bytes: 0 },
  ];
  for (const { content } of free) {
    const isGone = dryRun ? content.modified <= before : await contents.remove(content, before);
    const count = isGone ? gone : back;
    count.objects++;
    count.bytes += content.size;
  }
  return { ...gone, heldBack: { ...back, keptPacks: [] } };
}
