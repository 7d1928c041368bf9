/**
 * Which paths may be written. A run can come from anybody, and a tree can name what no file system should be
 * asked for: the list is Git's own (`path.c`, `utf8.c`, `read-cache.c`) with the names Windows reserves.
 */
import { pathFromBytes, pathToBytes } from './path.ts';

export const MAX_PATH_BYTES = 4096;
const MAX_COMPONENT_BYTES = 255;
export const MAX_DEPTH = 100;

/** Characters HFS+ passes over when it compares names. */
const IGNORABLE = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/;

export interface PathRules {
  /** Whether what means something else to Windows alone is refused: backslashes, drives, devices. */
  readonly windows: boolean;
}

/** Says why a relative path must not be written on any system; undefined where it may be. */
export function whyUnsafe(path: string, { windows }: PathRules = { windows: true }): string | undefined {
  const bytes = pathToBytes(path);
  if (path === '') return 'it is empty';
  if (path.includes('\0')) return 'it holds a NUL';
  if (path.startsWith('/')) return 'it is absolute';
  if (bytes.length > MAX_PATH_BYTES) return `it is longer than ${MAX_PATH_BYTES} bytes`;
  // Two spellings of the same bytes would be two ways around every comparison below.
  if (pathFromBytes(bytes) !== path) return 'it is not text that stands for bytes';
  if (windows && path.includes('\\')) return 'it holds a backslash';
  if (windows && /^[a-z]:/i.test(path)) return 'it begins with a drive letter';
  const components = path.split('/');
  if (components.length > MAX_DEPTH) return `it is more than ${MAX_DEPTH} directories deep`;
  for (const component of components) {
    const why = whyUnsafeComponent(component, windows);
    if (why !== undefined) return why;
  }
  return undefined;
}

function whyUnsafeComponent(component: string, windows: boolean): string | undefined {
  if (component === '') return 'it has an empty component';
  if (component === '.' || component === '..') return `it has a component '${component}'`;
  if (pathToBytes(component).length > MAX_COMPONENT_BYTES) {
    return `it has a component longer than ${MAX_COMPONENT_BYTES} bytes`;
  }
  if (isDotGit(component)) return 'some systems take it for a file of .git';
  if (windows && isDevice(component)) return 'Windows takes it for a device';
  return undefined;
}

/** Whether some file system opens `.git` under this name. */
function isDotGit(component: string): boolean {
  // A backslash ends the name on Windows: `.git\config` is one component to Git, two to the system.
  const name = windowsName(component.replace(IGNORABLE, '').split('\\', 1)[0] as string);
  return name === '.git' || name === 'git~1';
}

function isDevice(component: string): boolean {
  return DEVICE.test(windowsName(component.split('.', 1)[0] as string));
}

/** A name as Windows reads it: no stream (`::$DATA`), no dots or spaces at the end, in one case. */
function windowsName(name: string): string {
  return (name.split(':', 1)[0] as string).replace(/[. ]+$/, '').toLowerCase();
}

/**
 * Says why a symbolic link must not be made when it must not lead out of the tree it lies in, nor into `.git`.
 * Only leading `..` are understood: behind a name that may itself be a link, `..` can lead anywhere.
 */
export function whyUnsafeLink(path: string, target: string): string | undefined {
  if (target.startsWith('/')) return 'it is a link to an absolute path';
  const words = target.split('/').filter(word => word !== '.' && word !== '');
  const climbs = words.findIndex(word => word !== '..');
  const forward = climbs === -1 ? [] : words.slice(climbs);
  const upward = words.length - forward.length;
  if (forward.includes('..')) return `it is a link whose target climbs behind a name, '${target}'`;
  const directory = path.split('/').slice(0, -1);
  if (upward > directory.length) return `it is a link out of the directory, to '${target}'`;
  const goal = [...directory.slice(0, directory.length - upward), ...forward];
  const why = goal.length === 0 ? undefined : whyUnsafe(goal.join('/'));
  return why === undefined ? undefined : `it is a link to '${target}', and ${why}`;
}

/** Two names of one tree that some file system cannot hold side by side. */
export interface Collision {
  readonly path: string;
  /** The one that stands earlier in the list. */
  readonly other: string;
  /** `spelling`: they differ by case or Unicode form alone. `directory`: one would be a file and a directory. */
  readonly kind: 'same' | 'spelling' | 'directory';
}

/** Finds the paths that collide: exactly, by case or Unicode form, or as file against directory. */
export function duplicates(paths: readonly string[]): Collision[] {
  const files = new Map<string, string>();
  const found: Collision[] = [];
  for (const path of paths) {
    const key = folded(path);
    const other = files.get(key);
    if (other === undefined) files.set(key, path);
    else found.push({ path, other, kind: other === path ? 'same' : 'spelling' });
  }
  for (const [key, path] of files) {
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const other = files.get(key.slice(0, slash));
      if (other !== undefined) found.push({ path, other, kind: 'directory' });
    }
  }
  return found;
}

/** One spelling for all that a file system may take for the same name. */
function folded(path: string): string {
  return path.replace(IGNORABLE, '').normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
}
