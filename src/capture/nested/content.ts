/** What lies in a repository inside the work tree: its files, and the repositories inside it in turn. */
import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import type { Repository } from '../../git/repository.ts';
import type { PresentFile } from '../../git/work-tree-files.ts';
import { pathFromBytes } from '../../run/path.ts';
import { onDisk } from '../file-digest.ts';
import { look } from '../file-look.ts';
import type { SeenEntry } from '../source-plan.ts';

export interface Content {
  readonly files: readonly SeenEntry[];
  /** How many there are, also where only the first ones were looked at. */
  readonly count: number;
  readonly inside: readonly { readonly path: string; readonly kind: 'submodule' | 'repository' }[];
  /** Of the files, as far as they are no larger than the limit. */
  readonly bytes: number;
}

export interface ContentRequest {
  /** The outermost top, absolute. */
  readonly top: string;
  /** Of the repository, from the top. */
  readonly path: string;
  /** Absent where Git finds none: then all files count, as nobody says which are ignored. */
  readonly repository?: Repository | undefined;
  /** Larger files will not be stored. */
  readonly sizeLimit: number;
  /** Of more files than these nothing but their number is wanted. */
  readonly most: number;
}

/** Looks at the files of a repository without reading them. */
export async function contentOf(request: ContentRequest): Promise<Content> {
  const { top, path: base, repository, sizeLimit, most } = request;
  const present = await repository?.worktree.present().catch(() => undefined);
  const [files, inside]: [SeenEntry[], Content['inside'][number][]] = [[], []];
  let [count, bytes] = [0, 0];
  for (const { path: name, kind } of present ?? walk(onDisk(top, base), '')) {
    const path = `${base}/${name}`;
    const isRepository = kind === 'submodule' || kind === 'nested-repository';
    if (isRepository && isDirectory(top, path)) {
      inside.push({ path, kind: kind === 'submodule' ? kind : 'repository' });
      continue;
    }
    const seen = count < most ? look(top, path) : undefined;
    if (seen?.kind === 'missing') continue;
    count++;
    if (seen === undefined) continue;
    const isTracked = kind !== 'untracked';
    files.push({
      entry: { path, kind: isTracked ? 'tracked' : 'untracked', deleted: false, inHead: isTracked },
      look: seen,
    });
    if (seen.kind === 'file' && seen.size <= sizeLimit) bytes += seen.size;
  }
  return { files, count, inside, bytes };
}

function isDirectory(top: string, path: string): boolean {
  try {
    return lstatSync(onDisk(top, path)).isDirectory();
  } catch {
    return false;
  }
}

/** Files below a directory, in the order of their names. */
function* walk(directory: Buffer, prefix: string): Generator<PresentFile> {
  const below = (name: Buffer) => Buffer.concat([directory, Buffer.from('/'), name]);
  for (const entry of entriesOf(directory)) {
    const name = pathFromBytes(entry.name);
    if (name === '.git') continue;
    const path = prefix + name;
    if (!entry.isDirectory()) yield { path, kind: 'untracked' };
    else if (entriesOf(below(entry.name)).some(inner => inner.name.toString('latin1') === '.git'))
      yield { path, kind: 'nested-repository' };
    else yield* walk(below(entry.name), `${path}/`);
  }
}

/** A directory that cannot be read has no files that can. */
function entriesOf(directory: Buffer): Dirent<Buffer>[] {
  try {
    const entries = readdirSync(directory, { encoding: 'buffer', withFileTypes: true });
    return entries.sort((one, other) => Buffer.compare(one.name, other.name));
  } catch {
    return [];
  }
}
