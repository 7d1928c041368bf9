/** What a commit's tree has that its parent's has not: found by reading only the directories that differ. */
import type { Objects } from '../git/repository.ts';
import { DIRECTORY, treeItems } from './tree-items.ts';

export interface ChangedFile {
  readonly path: string;
  readonly oid: string;
}

/** The regular files a commit adds or changes, against its first parent; all its files where it has none. */
export async function changedFiles(objects: Pick<Objects, 'read'>, commit: string): Promise<ChangedFile[]> {
  const { tree, parent } = await linesOf(objects, commit);
  const base = parent === undefined ? undefined : (await linesOf(objects, parent)).tree;
  const changed: ChangedFile[] = [];
  if (tree !== undefined) await compare(objects, { tree, base, prefix: '' }, changed);
  return changed;
}

async function linesOf(objects: Pick<Objects, 'read'>, commit: string) {
  const [object] = await objects.read([commit]);
  const head = object?.content.toString('latin1').split('\n\n', 1)[0] ?? '';
  return { tree: /^tree (\w+)/.exec(head)?.[1], parent: /^parent (\w+)/m.exec(head)?.[1] };
}

interface Pair {
  readonly tree: string;
  readonly base: string | undefined;
  readonly prefix: string;
}

async function compare(objects: Pick<Objects, 'read'>, pair: Pair, changed: ChangedFile[]): Promise<void> {
  const { tree, base, prefix } = pair;
  if (tree === base) return;
  const [now, before] = await objects.read(base === undefined ? [tree] : [tree, base]);
  const items = (object: typeof now) => (object === undefined ? [] : (treeItems(object.content, tree) ?? []));
  const known = new Map(items(before).map(item => [item.name, item]));
  for (const { name, mode, oid } of items(now)) {
    const old = known.get(name);
    if (old?.oid === oid) continue;
    const path = `${prefix}${name}`;
    const isDirectory = old?.mode === DIRECTORY;
    if (mode === DIRECTORY)
      await compare(
        objects,
        { tree: oid, base: isDirectory ? old.oid : undefined, prefix: `${path}/` },
        changed,
      );
    else if (mode.startsWith('100')) changed.push({ path, oid });
  }
}
