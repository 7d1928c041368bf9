/** Removes what only condemned objects hold, and forgets them when that is done. */
import type { Repository } from '../git/repository.ts';
import type { Release, Released } from '../git/space.ts';
import { type Reason, readCondemned, writeCondemned } from './condemned.ts';
import { releaseContents } from './release-contents.ts';

/** Who calls it is alone in the repository. With `dryRun` it only looks; then `more` commits count as well. */
export async function releaseCondemned(
  repository: Repository,
  why: Reason,
  how: Release,
  more: readonly string[] = [],
): Promise<Released> {
  const { space, place } = repository;
  const ids = await readCondemned(place, why);
  const objects = await space.release([...ids, ...more], how);
  // Those of large files are gone before it is forgotten that they are to go.
  const contents =
    why === 'purged' && ids.length > 0
      ? await releaseContents(repository, { only: new Set(ids), dryRun: how.dryRun ?? false })
      : NOTHING;
  const released = joinReleased(objects, contents);
  if (how.dryRun || ids.length === 0) return released;
  // What somebody else holds was deleted all the same; what was purged is waited for until it is gone.
  const isDone = why === 'deleted' && released.heldBack.objects === 0;
  const sizes = isDone ? [] : await space.sizes(ids);
  await writeCondemned(
    place,
    why,
    ids.filter((_, at) => sizes[at] !== undefined),
  );
  return released;
}

const NOTHING: Released = { objects: 0, bytes: 0, heldBack: { objects: 0, bytes: 0, keptPacks: [] } };

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
