/**
 * Objects of several stores, and of a remote what none of them has: that is brought as it is read, as Git itself does in
 * a partial clone, but all that is asked for at once.
 */
import type { ReadableObjects } from '../git/readable.ts';
import type { GitObject, ObjectHead } from '../git/repository.ts';
import { treeItems } from '../store/tree-items.ts';

/** Joins stores, the first of which is what is here. `bring` brings objects into one of them; each is asked for once. */
export function objectsOnDemand(
  stores: readonly [ReadableObjects, ...ReadableObjects[]],
  bring: (oids: readonly string[]) => Promise<void>,
): ReadableObjects {
  const { read, heads, storeOf } = joined(stores);
  const asked = new Set<string>();
  /** Whether anything was brought. */
  const bringMissing = async (oids: readonly string[]): Promise<boolean> => {
    const wanted = [...new Set(oids)].filter(oid => !asked.has(oid));
    const known = await heads(wanted);
    const missing = wanted.filter((_, at) => known[at] === undefined);
    for (const oid of missing) asked.add(oid);
    if (missing.length > 0) await bring(missing);
    return missing.length > 0;
  };
  const bringRoots = (names: readonly string[]) =>
    bringMissing(names.flatMap(name => parseName(name)?.oid ?? []));
  return {
    async read(names, most) {
      const found = await read(names, most);
      const lacking = names.filter((_, at) => found[at] === undefined);
      if (lacking.length === 0) return found;
      const isNew = await bringRoots(lacking);
      const hasFiles = await bringMissing(await filesBehind(stores[0], read, lacking));
      if (!isNew && !hasFiles) return found;
      const brought = await read(lacking, most);
      let next = 0;
      return found.map(one => one ?? brought[next++]);
    },
    async heads(names) {
      const found = await heads(names);
      const lacking = names.filter((_, at) => found[at] === undefined);
      return (await bringRoots(lacking)) ? heads(names) : found;
    },
    async *stream(oid) {
      await bringMissing([oid]);
      yield* (await storeOf(oid)).stream(oid);
    },
    async files(treeish, under, most) {
      await bringRoots([treeish]);
      return (await storeOf(`${treeish}^{tree}`)).files(treeish, under, most);
    },
    prepare: async oids => void (await bringMissing(oids)),
  };
}

type Read = (names: readonly string[], most?: number) => Promise<(GitObject | undefined)[]>;

/** Stores as one: each object from the first that has it. */
function joined(stores: readonly [ReadableObjects, ...ReadableObjects[]]) {
  const find = async <Found>(
    names: readonly string[],
    ask: (store: ReadableObjects, names: readonly string[]) => Promise<(Found | undefined)[]>,
  ): Promise<(Found | undefined)[]> => {
    const found: (Found | undefined)[] = names.map(() => undefined);
    for (const store of stores) {
      const left = [...names.keys()].filter(at => found[at] === undefined);
      if (left.length === 0) break;
      const some = left.map(at => names[at] as string);
      // One beside it that is damaged has nothing; what is here and cannot be read is told.
      const answers = await (store === stores[0] ? ask(store, some) : ask(store, some).catch(() => []));
      for (const [n, at] of left.entries()) found[at] = answers[n];
    }
    return found;
  };
  const read: Read = (names, most) => find(names, (store, some) => store.read(some, most));
  const heads = (names: readonly string[]): Promise<(ObjectHead | undefined)[]> =>
    find(names, (store, some) => store.heads(some));
  const storeOf = async (name: string): Promise<ReadableObjects> => {
    for (const store of stores)
      if ((await store.heads([name]).catch(() => []))[0] !== undefined) return store;
    return stores[0];
  };
  return { read, heads, storeOf };
}

/** The files that names lead to, of commits that are not here: of one that is here all that it has is here. */
async function filesBehind(here: ReadableObjects, read: Read, names: readonly string[]): Promise<string[]> {
  const paths = names.map(parseName).filter(name => name?.path !== undefined);
  const own = await here.heads(paths.map(name => name?.oid ?? ''));
  const away = paths.flatMap((name, at) => (name === undefined || own[at] !== undefined ? [] : [name]));
  const folders = await read(away.map(({ oid, path = '' }) => `${oid}:${folderOf(path)}`));
  return away.flatMap(({ path = '' }, at) => {
    const folder = folders[at];
    const items = folder?.type === 'tree' ? treeItems(folder.content, folder.oid) : undefined;
    return items?.find(({ name }) => name === path.slice(path.lastIndexOf('/') + 1))?.oid ?? [];
  });
}

/** `<id>`, `<id>:<path>`, `<id>^{…}`; undefined for what is no name of an object by its id. */
function parseName(name: string): { readonly oid: string; readonly path?: string } | undefined {
  const [, oid, path] = /^([0-9a-f]{40}|[0-9a-f]{64})(?:\^\{\w+\}|:(.*))?$/s.exec(name) ?? [];
  if (oid === undefined) return undefined;
  return path === undefined ? { oid } : { oid, path };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
