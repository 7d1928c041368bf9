/** The head of a commit that may be anybody's. */
import type { ReadableObjects } from '../git/readable.ts';
import { parentsOf } from '../store/ledger/kept-runs.ts';

export interface CommitHead {
  readonly tree: string;
  readonly parents: readonly string[];
}

/** More bytes than a keep commit has, with its thousand parents. */
const MOST = 2 ** 20;

/** Reads a commit's tree and parents; undefined where it is none, or too large. */
export async function commitHead(objects: ReadableObjects, oid: string): Promise<CommitHead | undefined> {
  const [object] = await objects.read([oid], MOST);
  if (object?.type !== 'commit') return undefined;
  const head = object.content.toString('latin1').split('\n\n', 1)[0] as string;
  const tree = /^tree ([0-9a-f]+)$/m.exec(head)?.[1] ?? '';
  return { tree, parents: parentsOf(object) };
}
