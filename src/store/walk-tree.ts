/**
 * The files of a tree that may be anybody's: read tree by tree, checked as it goes, and given up where it is too
 * much. A tree of ten levels can name more files than a disk holds, in a few hundred bytes.
 */
import { whyUnsafe } from '../run/safe-path.ts';
import { short } from './measure-tree.ts';
import type { SoundObjects } from './sound-objects.ts';
import { DIRECTORY, treeItems } from './tree-items.ts';

export interface WalkedFile {
  readonly path: string;
  /** Octal digits, as in the tree. */
  readonly mode: string;
  readonly oid: string;
}

export interface TreeTrouble {
  readonly code: 'missing' | 'unsafe';
  /** Of the file or directory; empty for the tree itself. */
  readonly path: string;
  readonly message: string;
}

export interface Walked {
  readonly files: readonly WalkedFile[];
  /** The trees that were read, by id. */
  readonly trees: ReadonlySet<string>;
  readonly troubles: readonly TreeTrouble[];
}

export interface WalkLimits {
  /** Files and directories. */
  readonly entries: number;
  /** Trees by id that were found whole before, and are not looked into again. */
  readonly known?: ReadonlySet<string>;
}

/** Lists the files below a tree, by its id. What is missing or unsafe is told, and passed over. */
export async function walkTree(
  objects: SoundObjects,
  tree: string,
  { entries: limit, known }: WalkLimits,
): Promise<Walked> {
  const files: WalkedFile[] = [];
  const troubles: TreeTrouble[] = [];
  const trees = new Set<string>();
  let level = known?.has(tree) ? [] : [{ path: '', oid: tree }];
  let count = 0;
  // Level by level: whyUnsafe ends it at its depth, and nothing is read twice within one.
  while (level.length > 0) {
    const ids = [...new Set(level.map(({ oid }) => oid))];
    const found = await objects.read(ids);
    const contents = new Map(ids.map((oid, at) => [oid, found[at]]));
    const next: typeof level = [];
    for (const { path, oid } of level) {
      const object = contents.get(oid);
      const items =
        typeof object === 'object' && object.type === 'tree' ? treeItems(object.content, oid) : undefined;
      if (items === undefined) {
        const why = typeof object === 'string' ? object : 'is no tree';
        troubles.push({ code: 'missing', path, message: `${name(path)} ${why}` });
        continue;
      }
      trees.add(oid);
      const names = new Set<string>();
      for (const item of items) {
        if (++count > limit) {
          troubles.push({ code: 'unsafe', path: '', message: `its tree holds more than ${limit} entries` });
          return { files, trees, troubles };
        }
        const at = path === '' ? item.name : `${path}/${item.name}`;
        const why = names.has(item.name) ? 'it stands there twice' : whyUnsafe(at, { windows: false });
        names.add(item.name);
        if (why !== undefined)
          troubles.push({ code: 'unsafe', path: at, message: `'${short(at)}' is unsafe: ${why}` });
        else if (item.mode !== DIRECTORY) files.push({ path: at, mode: item.mode, oid: item.oid });
        else if (!known?.has(item.oid)) next.push({ path: at, oid: item.oid });
      }
    }
    level = next;
  }
  return { files, trees, troubles };
}

function name(path: string): string {
  return path === '' ? 'its tree' : `the directory ${path}`;
}
