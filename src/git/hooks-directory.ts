/** Where Git looks for hooks. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Repository } from './repository.ts';

/**
 * The directory of hooks, absolute. A relative `core.hooksPath` begins where the hook is run: at the top of the work
 * tree, or in the Git directory where something is pushed into the repository.
 */
export function hooksDirectory(
  { place, config }: Pick<Repository, 'place' | 'config'>,
  from: string,
): string {
  // Our own calls of Git have it turned off, and so Git tells us.
  const values = config.all('core.hookspath').filter(value => value !== '/dev/null');
  const set = values.at(-1)?.replace(/^~(?=\/)/, homedir());
  return resolve(from, set ?? join(place.commonDir, 'hooks'));
}
