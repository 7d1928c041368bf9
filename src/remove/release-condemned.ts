/** Removes what only condemned objects hold, and forgets them when that is done. */
import type { Repository } from '../git/repository.ts';
import type { Release, Released } from '../git/space.ts';
import { type Reason, readCondemned, writeCondemned } from './condemned.ts';
import { releaseContents } from './release-contents.ts';

/** Who calls it is alone in the repository. With `dryRun` it only looks; then `more` commits count as well. */
export async function releaseCondemned(
  repository: Repository,
  why: Exclude<Reason, 'retired'>,
  how: Release,
  more: readonly string[] = [],
): Promise<Released> {
  const { space, place } = repository;
  const own = await readCondemned(place, why);
  const ids = [...own, ...more];
  if (ids.length === 0) return space.release([], how);
  // They hold it too, and nothing of their own.
  const retired = await readCondemned(place, 'retired');
  // What else they held takes its time.
  const waiting = why === 'purged' ? await existing(repository, await readCondemned(place, 'deleted')) : [];
  const sparing = [...(how.sparing ?? []), ...waiting];
  const objects = await space.release([...ids, ...retired], { ...how, sparing });
  // Those of large files are gone before it is forgotten that they are to go.
  const contents =
    why === 'purged' && own.length > 0
      ? await releaseContents(repository, { only: new Set(own), dryRun: how.dryRun ?? false })
      : NOTHING;
  const released = joinReleased(objects, contents);
  if (how.dryRun) return released;
  await writeCondemned(place, 'retired', await existing(repository, retired));
  // What somebody else holds was deleted all the same; what was purged is waited for until it is gone.
  const isDone = why === 'deleted' && released.heldBack.objects === 0;
  await writeCondemned(place, why, isDone ? [] : await existing(repository, ids));
  return released;
}

const NOTHING: Released = { objects: 0, bytes: 0, heldBack: { objects: 0, bytes: 0, keptPacks: [] } };
async function existing({ space }: Repository, ids: readonly string[]): Promise<string[]> {
  const sizes = await space.sizes(ids);
  return ids.filter((_, at) => sizes[at] !== undefined);
}

/** Two removals as one. */
export function joinReleased(one: Released, other: Released): Released {
  return {
    objects: one.objects + other.objects,
    bytes: one.bytes + other.bytes,
    heldBack: {
      objects: one.heldBack.objects + other.heldBack.objects,
      bytes: one.heldBack.bytes + other.heldBack.bytes,
      keptPacks: [...new Set([...one.heldBack.keptPacks, ...other.heldBack.keptPacks])],
    },
  };
}
