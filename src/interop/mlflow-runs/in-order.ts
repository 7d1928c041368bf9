/** Work on many things, some at a time, whose results come in the order of the things. */

/**
 * Yields what becomes of each thing, with at most `ahead` being worked on. Rejects as the first of them does, after all
 * that were begun have ended.
 */
export async function* inOrder<Thing, Result>(
  things: Iterable<Thing> | AsyncIterable<Thing>,
  ahead: number,
  work: (thing: Thing) => Promise<Result>,
): AsyncGenerator<Result> {
  const going: Promise<Result>[] = [];
  try {
    for await (const thing of things) {
      const result = work(thing);
      // Its trouble is heard of when its turn comes.
      result.catch(() => {});
      going.push(result);
      if (going.length >= ahead) yield await (going.shift() as Promise<Result>);
    }
    for (let next = going.shift(); next !== undefined; next = going.shift()) yield await next;
  } finally {
    await Promise.allSettled(going);
  }
}
