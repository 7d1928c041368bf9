/** Edits that `git status` does not see, since Git was told not to look: assume-unchanged and skip-worktree. */
import type { Repository, StatusEntry, TreeEntry } from '../git/repository.ts';
import type { Problem } from '../run/run.ts';
import type { Source } from '../run/source.ts';
import { type FileLook, look } from './file-look.ts';

export interface HiddenFiles {
  readonly hidden: readonly string[];
  /** HEAD's files by path. */
  readonly inHead: ReadonlyMap<string, TreeEntry>;
  readonly sizeLimit: number;
}

interface Hidden {
  readonly path: string;
  readonly entry: TreeEntry;
  readonly look: FileLook;
}

/** Finds hidden files that are not as HEAD has them; the contents of those that are no larger than the limit are compared. */
export async function findHiddenEdits(
  repository: Repository,
  { hidden, inHead, sizeLimit }: HiddenFiles,
): Promise<StatusEntry[]> {
  const top = repository.place.workTree as string;
  const files = hidden.flatMap(path => {
    const entry = inHead.get(path);
    return entry?.type === 'blob' ? [{ path, entry, look: look(top, path) }] : [];
  });
  const trustsMode = repository.config.get('core.filemode')?.toLowerCase() !== 'false';
  const isObvious = (file: Hidden) => looksOther(file, trustsMode, sizeLimit);
  const doubtful = files.filter(file => !isObvious(file));
  const other = new Set(await otherContent(repository, doubtful));
  return files
    .filter(file => isObvious(file) || other.has(file))
    .map(({ path }) => ({ path, kind: 'tracked', deleted: false, inHead: true }));
}

function looksOther({ entry, look }: Hidden, trustsMode: boolean, sizeLimit: number): boolean {
  if (look.kind === 'link') return entry.mode !== '120000';
  if (look.kind !== 'file' || entry.mode === '120000') return true;
  if (trustsMode && look.executable !== (entry.mode === '100755')) return true;
  return look.size > sizeLimit && look.size !== entry.size;
}

/** A file is unchanged where its bytes are HEAD's, or become HEAD's as `git add` would have them. */
async function otherContent(
  { objects, worktree }: Repository,
  files: readonly Hidden[],
): Promise<readonly Hidden[]> {
  const [links, plain] = [
    files.filter(({ look }) => look.kind === 'link'),
    files.filter(({ look }) => look.kind === 'file'),
  ];
  const paths = plain.map(({ path }) => path);
  const [targets, exact, filtered] = await Promise.all([
    links.length === 0 ? [] : objects.read(links.map(({ entry }) => entry.oid)),
    paths.length === 0 ? [] : objects.store(paths),
    paths.length === 0 ? [] : worktree.storeFiltered(paths),
  ]);
  return [
    ...links.filter(
      ({ look }, index) => look.kind === 'link' && targets[index]?.content.equals(look.target) !== true,
    ),
    ...plain.filter(({ entry }, index) => ![exact[index], filtered[index]].includes(entry.oid)),
  ];
}

/** Says that a source has what its author does not see in `git status`. */
export function hiddenEditsProblem({ hidden = [] }: Source): Problem[] {
  if (hidden.length === 0) return [];
  const [few, more] = [
    hidden.slice(0, 5).join(', '),
    hidden.length > 5 ? ` and ${hidden.length - 5} more` : '',
  ];
  return [
    {
      code: 'hidden-edits',
      message: `edits that git status does not show (assume-unchanged, skip-worktree) are in the source: ${few}${more}`,
    },
  ];
}
