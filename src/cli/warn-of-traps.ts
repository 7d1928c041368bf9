import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remoteTraps } from '../config/remote-traps.ts';
import type { Repository } from '../git/repository.ts';
import { cacheDirectory } from '../record/live.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';

const DOES = {
  prune: 'git fetch from it deletes runs that were not pushed',
  mirror: 'git push to it publishes all runs, those with secrets too',
} as const;

/** Says, once in the life of a clone, that Git itself would delete or publish its runs as a remote is configured. */
export async function warnOfTraps(
  { say }: Pick<Context, 'say'>,
  { place, config }: Repository,
): Promise<void> {
  for (const { remote, kind } of remoteTraps(config)) {
    if (kind !== 'prune' && kind !== 'mirror') continue;
    try {
      await writeFile(join(cacheDirectory(place.commonDir), 'warned'), '', { flag: 'wx', mode: 0o600 });
    } catch {
      // It was said before, or cannot be remembered.
      return;
    }
    say(`git-run: remote ${sanitise(remote)}: ${DOES[kind]}: git run doctor says what to type`);
    return;
  }
}
