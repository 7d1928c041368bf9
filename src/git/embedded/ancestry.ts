/** Which commits come before which. */
import { type Commit, parseCommit } from './commit.ts';
import type { ObjectStore } from './object-store.ts';

/** Whether one commit is another, or an ancestor of it. */
export async function isAncestor(store: ObjectStore, old: string, young: string): Promise<boolean> {
  // Clocks may be years behind: no commit is too old to be looked at.
  return (await walkBack(store, [young])).reaches(old, Number.NEGATIVE_INFINITY);
}

/** The newest first-parent ancestor of a commit, itself included, that any of the others has among its ancestors. */
export async function newestShared(
  store: ObjectStore,
  head: string,
  others: readonly string[],
): Promise<string | undefined> {
  if (others.length === 0) return undefined;
  const theirs = await walkBack(store, others);
  for (let oid: string | undefined = head; oid !== undefined; ) {
    const { time, parents } = parseCommit(await store.need(oid, 'commit'));
    if (await theirs.reaches(oid, time - SLOP)) return oid;
    oid = parents[0];
  }
  return undefined;
}

/** The commits that some reach and others do not. */
export async function commitsBetween(
  store: ObjectStore,
  bases: readonly string[],
  heads: readonly string[],
): Promise<string[]> {
  const theirs = await walkBack(store, bases);
  const found = new Set<string>();
  for (const waiting = [...heads]; waiting.length > 0; ) {
    const oid = waiting.pop() as string;
    const { time, parents } = parseCommit(await store.need(oid, 'commit'));
    if (found.has(oid) || (await theirs.reaches(oid, time - SLOP))) continue;
    found.add(oid);
    waiting.push(...parents);
  }
  return [...found];
}

/** Git's allowance for clocks that went wrong, seconds: a child may look that much older than its parent. */
const SLOP = 86_400;

/** Walks back from commits, the newest first, and only as far as the answers need. */
async function walkBack(store: ObjectStore, tips: readonly string[]) {
  const seen = new Set<string>();
  const waiting: (Commit & { oid: string })[] = [];
  const see = async (oid: string) => {
    if (seen.has(oid)) return;
    seen.add(oid);
    const found = await store.get(oid);
    // A remote's branch may have been fetched and then lost its objects: nothing is known behind it.
    if (found?.type === 'commit') waiting.push({ oid, ...parseCommit(found.content) });
  };
  for (const tip of tips) await see(tip);
  return {
    async reaches(oid: string, notBefore: number): Promise<boolean> {
      for (;;) {
        if (seen.has(oid)) return true;
        const next = takeNewest(waiting, notBefore);
        if (next === undefined) return false;
        for (const parent of next.parents) await see(parent);
      }
    },
  };
}

function takeNewest<T extends { time: number }>(waiting: T[], notBefore: number): T | undefined {
  let newest = -1;
  for (const [index, { time }] of waiting.entries()) {
    if (time >= notBefore && time > (waiting[newest]?.time ?? Number.NEGATIVE_INFINITY)) newest = index;
  }
  return newest < 0 ? undefined : waiting.splice(newest, 1)[0];
}
