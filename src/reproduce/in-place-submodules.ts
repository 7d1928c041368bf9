/** Submodules in the user's own work tree, which a checkout in place leaves alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import { WouldOverwriteError } from '../run/errors.ts';
import type { Source } from '../run/source.ts';
import { wantedOf } from './find-submodules.ts';
import type { SubmoduleCommit } from './source-files.ts';

/** Throws WouldOverwriteError where files of a source would go into a repository of the user's. */
export function refuseRepositoriesWithin({ place }: Repository, { nested = [] }: Source): void {
  for (const { path, stored } of nested) {
    if (stored && existsSync(join(place.workTree as string, path, '.git')))
      throw new WouldOverwriteError(
        path,
        'a repository of its own is there, and the run has files in its place',
      );
  }
}

/** The submodules of a source that are not at its commits here. */
export async function submodulesElsewhere(
  { open, place }: Repository,
  submodules: readonly SubmoduleCommit[],
  { nested }: Source,
): Promise<SubmoduleCommit[]> {
  const elsewhere: SubmoduleCommit[] = [];
  for (const wanted of wantedOf({ submodules, nested })) {
    const clone = await open(join(place.workTree as string, wanted.path)).catch(() => undefined);
    const at = await clone?.refs.resolve('HEAD').catch(() => undefined);
    await clone?.close();
    if (at !== wanted.oid) elsewhere.push(wanted);
  }
  return elsewhere;
}
