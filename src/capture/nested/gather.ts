/** The files of repositories that are to be stored, the outermost first, as far as there is room for them. */
import { readdirSync } from 'node:fs';
import type { Repository } from '../../git/repository.ts';
import type { NestedRepository, Omission } from '../../run/source.ts';
import { onDisk } from '../file-digest.ts';
import type { SeenEntry } from '../source-plan.ts';
import { type Content, contentOf } from './content.ts';
import type { Place } from './judge.ts';

/** A repository to be stored. */
export interface Held extends Pick<NestedRepository, 'path' | 'kind' | 'commit' | 'dirty'> {
  /** If it is open already. */
  readonly repository?: Repository;
}

export interface Gathered extends Pick<NestedRepository, 'path' | 'kind' | 'commit' | 'dirty'> {
  /** Whether it is in no other one. */
  readonly isOutermost: boolean;
  /** Absent of a submodule that was never checked out. */
  readonly content?: Content;
}

/** Of all repositories of a source together: files, and bytes as so many times the size limit of one file. */
const MOST = { files: 20_000, sizes: 10 };

/** Looks at the files of a repository and of all inside it. */
export async function gather(
  place: Place,
  { path, kind, dirty, ...held }: Held,
  sizeLimit: number,
  isOutermost = true,
): Promise<Gathered[]> {
  const repository = held.repository ?? (await place.open(path));
  const [content, commit] = await Promise.all([
    contentOf({ top: place.top, path, repository, sizeLimit, most: MOST.files }),
    held.commit ?? repository?.refs.resolve('HEAD').catch(() => undefined),
  ]);
  const facts = { path, kind, dirty, ...(commit === undefined ? {} : { commit }) };
  const gathered: Gathered[] = [{ ...facts, isOutermost, content }];
  for (const inside of content.inside) {
    const { path, kind } = inside;
    if (kind === 'submodule' && isEmpty(place.top, path))
      gathered.push({ path, kind, dirty: false, isOutermost: false });
    else
      gathered.push(...(await gather(place, { ...inside, dirty: kind === 'repository' }, sizeLimit, false)));
  }
  return gathered;
}

function isEmpty(top: string, path: string): boolean {
  try {
    return readdirSync(onDisk(top, path)).length === 0;
  } catch {
    return false;
  }
}

interface Kept {
  readonly nested: readonly NestedRepository[];
  readonly seen: readonly SeenEntry[];
  readonly omitted: readonly Omission[];
}

/** Keeps one after the other; one for which there is no room left is omitted by name. Pure. */
export function keepWhatFits(gathered: readonly Gathered[], sizeLimit: number): Kept {
  const [nested, seen, omitted]: [NestedRepository[], SeenEntry[], Omission[]] = [[], [], []];
  const room = { files: MOST.files, bytes: MOST.sizes * sizeLimit };
  for (const { isOutermost: _, content, ...facts } of gathered) {
    if (content === undefined) {
      nested.push({ ...facts, stored: false, left: 'empty' });
      continue;
    }
    const { count: files, bytes } = content;
    const fits = files <= room.files && bytes <= room.bytes;
    nested.push({ ...facts, stored: fits, ...(fits ? {} : { left: 'omitted' as const }), files, bytes });
    if (fits) {
      seen.push(...content.files);
      room.files -= files;
      room.bytes -= bytes;
    } else {
      const reason = facts.kind === 'submodule' ? 'submodule' : 'nested-repository';
      omitted.push({ path: facts.path, reason, size: bytes });
    }
  }
  return { nested, seen, omitted };
}
