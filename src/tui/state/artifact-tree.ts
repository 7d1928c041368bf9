/** The files of a run as a tree: folders with all that is below them, or folded. */
import { compareText } from '../../query/sort.ts';
import type { Artifact } from '../../run/manifest.ts';

export type TreeEntry = FolderEntry | FileEntry;

interface EntryPlace {
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
  /** How many folders it is in. */
  readonly depth: number;
}

export interface FolderEntry extends EntryPlace {
  readonly kind: 'folder';
  readonly isFolded: boolean;
  /** Of all files below it. */
  readonly count: number;
  readonly size: number;
}

export interface FileEntry extends EntryPlace {
  readonly kind: 'file';
  readonly file: Artifact;
}

/** Lays files out as a tree, without what is in the folded folders. Of names with numbers, 2 goes before 10. */
export function treeEntries(files: readonly Artifact[], folded: ReadonlySet<string>): TreeEntry[] {
  const top = newFolder('');
  for (const file of files) put(top, file);
  const entries: TreeEntry[] = [];
  list(top, 0, folded, entries);
  return entries;
}

/** The folders that a path is in, the outermost first. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}

interface Folder {
  readonly path: string;
  readonly inside: Map<string, Folder | Artifact>;
  count: number;
  size: number;
}

function newFolder(path: string): Folder {
  return { path, inside: new Map(), count: 0, size: 0 };
}

function put(top: Folder, file: Artifact): void {
  let folder = top;
  for (const path of foldersOf(file.path)) {
    folder.count++;
    folder.size += file.size;
    const name = `${nameOf(path)}/`;
    const next = folder.inside.get(name) ?? newFolder(path);
    folder.inside.set(name, next);
    folder = next as Folder;
  }
  folder.count++;
  folder.size += file.size;
  folder.inside.set(nameOf(file.path), file);
}

function list(folder: Folder, depth: number, folded: ReadonlySet<string>, entries: TreeEntry[]): void {
  const names = [...folder.inside.keys()].sort(compareNames);
  for (const key of names) {
    const one = folder.inside.get(key) as Folder | Artifact;
    const place = { path: one.path, name: nameOf(one.path), depth };
    if (!('inside' in one)) {
      entries.push({ kind: 'file', ...place, file: one });
      continue;
    }
    const { count, size } = one;
    const isFolded = folded.has(one.path);
    entries.push({ kind: 'folder', ...place, isFolded, count, size });
    if (!isFolded) list(one, depth + 1, folded, entries);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Digits by what they come to, the rest by code point. */
function compareNames(a: string, b: string): number {
  const [ours, theirs] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let at = 0; at < Math.min(ours.length, theirs.length); at++) {
    const [one, other] = [ours[at] as string, theirs[at] as string];
    const by = at % 2 === 1 ? compareDigits(one, other) : compareText(one, other);
    if (by !== 0) return by;
  }
  return ours.length - theirs.length || compareText(a, b);
}

function compareDigits(a: string, b: string): number {
  const [one, other] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return one.length - other.length || compareText(one, other);
}
