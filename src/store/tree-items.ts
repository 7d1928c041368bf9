/** The entries of a tree object: https://git-scm.com/docs/gitformat-tree */
import { pathFromBytes } from '../run/path.ts';

export interface TreeItem {
  /** Octal digits, without the zeros some programs write before them. */
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

/** The mode of a directory. */
export const DIRECTORY = '40000';

/** Reads a tree's content, ids as long as its own; undefined where it is not of that form. */
export function treeItems(content: Buffer, { length }: string): TreeItem[] | undefined {
  const items: TreeItem[] = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    const next = end + 1 + length / 2;
    if (space < 0 || end < 0 || next > content.length) return undefined;
    items.push({
      mode: content.toString('latin1', at, space).replace(/^0+/, ''),
      name: pathFromBytes(content.subarray(space + 1, end)),
      oid: content.toString('hex', end + 1, next),
    });
    at = next;
  }
  return items;
}
