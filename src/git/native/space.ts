/** The room objects take, through the git program. */
import type { GitConfig, Objects, Place } from '../repository.ts';
import type { Holder, Space } from '../space.ts';
import { underGcLock } from './gc-lock.ts';
import type { GitProgram } from './program.ts';
import { release } from './release.ts';
import { objectSizes } from './sizes.ts';

export interface SpaceGround {
  readonly place: Place;
  readonly config: GitConfig;
  readonly objects: Objects & { close(): Promise<void> };
}

export function nativeSpace(git: GitProgram, { place, config, objects }: SpaceGround): Space {
  // However large: an object that is not read would keep nothing.
  const read = (oids: readonly string[]) => objects.read(oids, Number.POSITIVE_INFINITY);
  const ground = { git, place, config, read };
  return {
    sizes: oids => objectSizes(git, oids),
    async usage(prefixes) {
      const own = prefixes.map(prefix => `--glob=${prefix}*`);
      const output = await git([
        'rev-list',
        '--objects',
        '--disk-usage',
        ...own,
        '--not',
        ...allBut(prefixes),
      ]);
      return Number(output.toString());
    },
    holder: (blobs, prefixes) => findHolder(git, blobs, prefixes),
    async release(commits, how) {
      // What is kept open would be read from packs that are gone, and keep their room.
      await objects.close();
      const released = await release(ground, commits, how);
      await objects.close();
      return released;
    },
    alone: work => underGcLock(place.commonDir, work),
  };
}

function allBut(prefixes: readonly string[]): string[] {
  return [...prefixes.map(prefix => `--exclude=${prefix}*`), '--all'];
}

async function findHolder(
  git: GitProgram,
  blobs: readonly string[],
  prefixes: readonly string[],
): Promise<Holder | undefined> {
  if (blobs.length === 0) return undefined;
  const log = ['--no-replace-objects', '-c', 'log.showRoot=true', '-c', 'log.showSignature=false', 'log'];
  const how = ['-1', '-m', '--raw', '--no-renames', '--no-ext-diff', '--format=%H %S'];
  const wanted = blobs.map(oid => `--find-object=${oid}`);
  const output = await git([...log, ...how, ...wanted, ...allBut(prefixes), '--reflog']);
  const [, commit, by = ''] = /^([0-9a-f]+) (.*)$/m.exec(output.toString()) ?? [];
  return commit === undefined ? undefined : { commit, by };
}
