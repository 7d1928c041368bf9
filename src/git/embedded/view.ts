/** One look at the work tree: what the index says, and rules of which no file is read twice. */
import { type BigIntStats, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { GitConfig, Place } from '../repository.ts';
import { type Attributes, readAttributes } from './attributes.ts';
import { below } from './byte-string.ts';
import { expandHome, isTrue, userFile } from './config.ts';
import { type Ignore, readIgnore } from './ignore.ts';
import { type Index, readIndex } from './index-file.ts';
import type { ObjectStore } from './object-store.ts';
import { GITLINK } from './tree.ts';

export interface WorkPlace {
  readonly place: Place & { readonly workTree: string };
  readonly config: GitConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly store: ObjectStore;
}

export interface View {
  readonly top: string;
  readonly index: Index;
  /** Paths of the index, byte strings as all paths here. */
  readonly tracked: ReadonlySet<string>;
  readonly submodules: ReadonlySet<string>;
  /** Directories, without a final slash, that files of the index are in. */
  readonly directories: ReadonlySet<string>;
  readonly ignore: Ignore;
  attributes(path: string): Attributes;
  /** Undefined where nothing is, or where the way there leads through a symbolic link. */
  lstat(path: string): BigIntStats | undefined;
}

export function lookAt({ place, config, env }: WorkPlace): View {
  const { workTree: top, gitDir } = place;
  const index = readIndex(indexFile(place, env));
  const ignoreCase = isTrue(config.get('core.ignorecase'));
  const userPath = (key: string, name: string) => expandHome(config.get(key) ?? userFile(name, env), env);
  const tracked = new Set(index.entries.map(({ path }) => path));
  return {
    top,
    index,
    tracked,
    submodules: new Set(index.entries.filter(({ mode }) => mode === GITLINK).map(({ path }) => path)),
    directories: directoriesOf(tracked),
    ignore: readIgnore({
      top,
      files: [userPath('core.excludesfile', 'ignore'), join(gitDir, 'info/exclude')],
      perDirectory: true,
      ignoreCase,
    }),
    attributes: readAttributes({
      top,
      weaker: [
        ...(isTrue(env.GIT_ATTR_NOSYSTEM) ? [] : ['/etc/gitattributes']),
        userPath('core.attributesfile', 'attributes'),
      ],
      stronger: join(gitDir, 'info/attributes'),
      ignoreCase,
    }),
    lstat: throughDirectories(top),
  };
}

/** The file of the index. */
export function indexFile({ gitDir, workTree }: WorkPlace['place'], env: NodeJS.ProcessEnv): string {
  const told = env.GIT_INDEX_FILE;
  return told === undefined ? join(gitDir, 'index') : told.startsWith('/') ? told : join(workTree, told);
}

function directoriesOf(paths: Iterable<string>): Set<string> {
  const directories = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const directory = path.slice(0, at);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return directories;
}

function throughDirectories(top: string): (path: string) => BigIntStats | undefined {
  const real = new Map<string, boolean>([['', true]]);
  const stat = (path: string) => {
    try {
      return lstatSync(below(top, path), { bigint: true, throwIfNoEntry: false });
    } catch (error) {
      if (['ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  };
  const isReal = (directory: string): boolean => {
    const known = real.get(directory);
    if (known !== undefined) return known;
    const verdict = isReal(parentOf(directory)) && stat(directory)?.isDirectory() === true;
    real.set(directory, verdict);
    return verdict;
  };
  return path => (isReal(parentOf(path)) ? stat(path) : undefined);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
