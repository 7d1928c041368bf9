/**
 * The files of submodules that a source has but the commits of. Their own clones beside the user's repository have
 * them, mostly: each is looked for where Git puts it, and taken only with all that is inside it.
 */
import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import { parseSubmodules } from '../git/submodules.ts';
import { whyUnsafe } from '../run/safe-path.ts';
import type { NestedRepository } from '../run/source.ts';
import { exactFiles, listSource, type SubmoduleCommit } from './source-files.ts';
import type { ExactFile } from './write-exact.ts';

export interface SubmoduleSearch {
  readonly repository: Repository;
  /** Of the source, or any other that has its `.gitmodules`. */
  readonly commit: string;
  readonly submodules: readonly SubmoduleCommit[];
  /** What the run says of them; those that it found empty are left so. */
  readonly nested?: readonly NestedRepository[] | undefined;
}

export interface FoundSubmodule {
  readonly path: string;
  readonly files: readonly ExactFile[];
  readonly directories: readonly string[];
  /** Itself and those inside it, as a run in such a checkout tells of them. */
  readonly nested: readonly NestedRepository[];
}

export interface FoundSubmodules {
  readonly found: readonly FoundSubmodule[];
  /** Those that are not to be had here, with all inside them. */
  readonly missing: readonly SubmoduleCommit[];
  /** Ends what was opened. */
  close(): Promise<void>;
}

/** Looks for the submodules of a source. Those that are not to be had are told, never thrown. */
export async function findSubmodules(search: SubmoduleSearch): Promise<FoundSubmodules> {
  const opened: Repository[] = [];
  const [found, missing]: [FoundSubmodule[], SubmoduleCommit[]] = [[], []];
  for (const wanted of wantedOf(search)) {
    const one = await find({ ...search, opened, prefix: '' }, wanted).catch(() => undefined);
    if (one === undefined) missing.push(wanted);
    else found.push(one);
  }
  return {
    found,
    missing,
    async close() {
      await Promise.all(opened.map(one => one.close()));
    },
  };
}

/** All but those that the run found empty. */
export function wantedOf({
  submodules,
  nested,
}: Pick<SubmoduleSearch, 'submodules' | 'nested'>): SubmoduleCommit[] {
  const empty = emptyOnes(nested);
  return submodules.filter(({ path }) => !empty.has(path));
}

function emptyOnes(nested: readonly NestedRepository[] = []): Set<string> {
  return new Set(nested.filter(({ left }) => left === 'empty').map(({ path }) => path));
}

interface Search extends SubmoduleSearch {
  /** Of the repository in the source, with a final `/`. */
  readonly prefix: string;
  readonly opened: Repository[];
}

/** One submodule, by its path in its own repository; undefined where it, or one inside it, is not to be had. */
async function find(search: Search, { path, oid }: SubmoduleCommit): Promise<FoundSubmodule | undefined> {
  const repository = await cloneWith(search, path, oid);
  if (repository === undefined) return undefined;
  const place = `${search.prefix}${path}/`;
  const { files, submodules } = await listSource(repository, oid);
  const itself = { path: place.slice(0, -1), kind: 'submodule', stored: false, dirty: false } as const;
  const empty = emptyOnes(search.nested);
  const inside: FoundSubmodule[] = [];
  for (const inner of submodules) {
    if (empty.has(place + inner.path)) continue;
    const one = await find({ ...search, repository, commit: oid, prefix: place }, inner);
    if (one === undefined) return undefined;
    inside.push(one);
  }
  const left = submodules.filter(inner => empty.has(place + inner.path));
  return {
    path: itself.path,
    files: [
      ...exactFiles(repository, files).map(file => ({ ...file, path: place + file.path })),
      ...inside.flatMap(one => one.files),
    ],
    directories: [...submodules.map(inner => place + inner.path), ...inside.flatMap(one => one.directories)],
    nested: [
      { ...itself, commit: oid, left: 'published' },
      ...left.map(inner => ({
        ...itself,
        path: place + inner.path,
        commit: inner.oid,
        left: 'empty' as const,
      })),
      ...inside.flatMap(one => one.nested),
    ],
  };
}

/** A clone of a submodule that has a commit: the user's own work tree of it, or the one Git keeps below `modules/`. */
async function cloneWith(
  { repository, commit, opened }: Search,
  path: string,
  oid: string,
): Promise<Repository | undefined> {
  if (whyUnsafe(path, { windows: false }) !== undefined) return undefined;
  const { workTree, commonDir } = repository.place;
  const [listed] = await repository.objects.read([`${commit}:.gitmodules`]);
  const name = listed?.type === 'blob' ? parseSubmodules(listed.content).get(path) : undefined;
  const places = [
    ...(workTree === undefined ? [] : [join(workTree, path)]),
    ...(name === undefined ? [] : [join(commonDir, 'modules', name)]),
  ];
  for (const place of places) {
    const clone = await repository.open(place).catch(() => undefined);
    if (clone === undefined) continue;
    opened.push(clone);
    const [found] = await clone.objects.read([oid]);
    if (found?.type === 'commit') return clone;
  }
  return undefined;
}
