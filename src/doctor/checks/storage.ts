import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, type OpenSetup, ok } from '../check.ts';

/** What kind of repository it is, and how it syncs. */
export const storage: Check<OpenSetup> = {
  name: 'storage',
  look({ repository: { place, config } }) {
    const borrows = statSync(join(place.commonDir, 'objects/info/alternates'), { throwIfNoEntry: false });
    const partial = config.keys('remote.').some(key => key.endsWith('.promisor'));
    const kinds = [
      place.objectFormat,
      `refs as ${config.get('extensions.refstorage') ?? 'files'}`,
      ...(place.gitDir === place.commonDir ? [] : ['a linked worktree']),
      ...(place.shallow ? ['shallow: checkout of an old run may lack history'] : []),
      ...(partial ? ['partial: objects that are missing are fetched'] : []),
      ...(borrows === undefined ? [] : ['borrows objects from another repository (alternates)']),
    ];
    return [ok(kinds.join(', '))];
  },
};
