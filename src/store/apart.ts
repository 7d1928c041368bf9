/** A run whose edits were made apart, in clones that had not heard of each other: what one commit lacks of the others. */
import type { Change, FileMode, Repository, TreeEntry } from '../git/repository.ts';
import type { Annotation } from '../run/annotation.ts';
import { ATTEMPTS } from '../run/attempt.ts';
import { ARTIFACTS } from '../run/manifest.ts';
import type { RunTip } from '../run/run-tip.ts';
import type { LoadedRun } from './load.ts';

/** What a commit that follows that of the tip has to add, for it to have the edits and files of all. */
export async function changesFromApart(
  { objects }: Pick<Repository, 'objects'>,
  { commit, others = [] }: RunTip,
  { annotations }: Pick<LoadedRun, 'annotations'>,
): Promise<Change[]> {
  if (others.length === 0) return [];
  const filesOf = async (at: string, folder: string) => {
    const files = await objects.files(at, folder).catch(() => []);
    return new Map(files.map(file => [file.path, file]));
  };
  const own = await filesOf(commit, EDITS);
  const attempts = await filesOf(commit, ATTEMPTS.slice(0, -1));
  const changes = new Map<string, Change>();
  for (const other of others) {
    const edits = await filesOf(other, EDITS);
    const lacking = [...edits.values()].filter(({ path }) => !own.has(path) && !changes.has(path));
    for (const { path, oid } of lacking) changes.set(path, { path, mode: '100644', oid });
    if (lacking.length === 0) continue;
    const files = await filesOf(other, ARTIFACTS.slice(0, -1));
    for (const { path: edit } of lacking) {
      const added = lastOf(annotations, edit);
      const file = added === undefined ? undefined : files.get(`${ARTIFACTS}${added}`);
      if (file !== undefined) changes.set(file.path, changeOf(file));
    }
    // No two clones have written to one attempt.
    for (const file of (await filesOf(other, ATTEMPTS.slice(0, -1))).values())
      if (!attempts.has(file.path)) changes.set(file.path, changeOf(file));
  }
  return [...changes.values()];
}

function changeOf({ path, mode, oid }: TreeEntry): Change {
  return { path, mode: mode as FileMode, oid };
}

const EDITS = 'annotations';

/** The artifact that an edit adds, if no later one adds it again. */
function lastOf(annotations: readonly Annotation[], file: string): string | undefined {
  const found = annotations.find(({ id }) => file === `${EDITS}/${id}.json`);
  if (found?.edit.kind !== 'artifact') return undefined;
  const { path } = found.edit;
  const isLater = annotations.some(
    ({ id, edit }) => edit.kind === 'artifact' && edit.path === path && id > found.id,
  );
  return isLater ? undefined : path;
}
