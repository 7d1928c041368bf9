/** How a commit of ours stands to one that a remote has in its place. */
import type { Repository } from '../git/repository.ts';
import { supersedes } from '../run/purged-run.ts';
import { decodeRun } from '../store/decode.ts';

/** `edited`: it has more. `behind`: it has less, or is the same. `purged`: it lacks what was purged, and nothing else. */
export type Relation = 'edited' | 'behind' | 'purged' | 'apart';

/** Compares them; both are here, or what is not is apart. */
export async function relation(
  { refs, objects }: Repository,
  ours: string,
  theirs: string,
): Promise<Relation> {
  const [known] = await objects.heads([theirs]);
  if (known?.type !== 'commit') return 'apart';
  if ((await refs.between([ours], [theirs])).length === 0) return 'edited';
  if ((await refs.between([theirs], [ours])).length === 0) return 'behind';
  const [own, other] = await objects.read([`${ours}:run.json`, `${theirs}:run.json`]);
  if (own === undefined || other === undefined) return 'apart';
  const [one, before] = [decodeRun(own.content, 'run.json'), decodeRun(other.content, 'run.json')];
  return supersedes(one, before) ? 'purged' : 'apart';
}
