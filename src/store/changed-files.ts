/** What a commit's tree has that its parent's has not: found by reading only the directories that differ. */
import type { Objects } from '../git/repository.ts';
import { pathFromBytes } from '../run/path.ts';

export interface ChangedFile {
  readonly path: string;
  readonly oid: string;
}

/** The regular files a commit adds or changes, against its first parent; all its files where it has none. */
export async function changedFiles(objects: Pick<Objects, 'read'>, commit: string): Promise<ChangedFile[]> {
  const { tree, parent } = await linesOf(objects, commit);
  const base = parent === undefined ? undefined : (await linesOf(objects, parent)).tree;
  const changed: ChangedFile[] = [];
  if (tree !== undefined) await compare(objects, { tree, base, prefix: Buffer.alloc(0) }, changed);
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
  readonly prefix: Buffer;
}

async function compare(objects: Pick<Objects, 'read'>, pair: Pair, changed: ChangedFile[]): Promise<void> {
  const { tree, base, prefix } = pair;
  if (tree === base) return;
  const [now, before] = await objects.read(base === undefined ? [tree] : [tree, base]);
  const known = new Map((before === undefined ? [] : entries(before.content, tree)).map(e => [e.key, e]));
  for (const { key, name, mode, oid } of now === undefined ? [] : entries(now.content, tree)) {
    const old = known.get(key);
    if (old?.oid === oid) continue;
    const path = Buffer.concat([prefix, name]);
    if (mode === '40000') {
      const under = Buffer.concat([path, Buffer.from('/')]);
      await compare(
        objects,
        { tree: oid, base: old?.mode === mode ? old.oid : undefined, prefix: under },
        changed,
      );
    } else if (mode.startsWith('100')) changed.push({ path: pathFromBytes(path), oid });
  }
}

/** The entries of a tree object, ids as long as another id: https://git-scm.com/docs/gitformat-tree */
function entries(content: Buffer, { length }: string) {
  const found: { key: string; name: Buffer; mode: string; oid: string }[] = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    const name = content.subarray(space + 1, end);
    const next = end + 1 + length / 2;
    found.push({
      key: name.toString('latin1'),
      name,
      mode: content.toString('latin1', at, space),
      oid: content.toString('hex', end + 1, next),
    });
    at = next;
  }
  return found;
}
