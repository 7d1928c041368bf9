/** The room objects take, through the git program. */
import type { GitConfig, Objects, Place } from '../repository.ts';
import type { Holder, Space } from '../space.ts';
import { underGcLock } from './gc-lock.ts';
import { missingAllowed } from './held-objects.ts';
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
        ...missingAllowed(config),
        ...own,
        '--not',
        ...allBut(prefixes),
      ]);
      return Number(output.toString());
    },
    async holder(blobs, prefixes, also = []) {
      if (blobs.length === 0) return undefined;
      const where = [...allBut(prefixes), ...(await reflogsBut(git, config, prefixes)), ...also];
      for (let at = 0; at < blobs.length; at += AT_ONCE) {
        const some = blobs.slice(at, at + AT_ONCE);
        const found = await findHolder(git, some, where);
        // A reflog names the commit alone; a branch that holds it says more.
        if (found?.by === REFLOG)
          return (await findHolder(git, some, [...allBut(prefixes), ...also])) ?? found;
        if (found !== undefined) return found;
      }
      return undefined;
    },
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

/** Reflogs as arguments, without those of refs below some prefixes: these have one only where all refs have. */
async function reflogsBut(
  git: GitProgram,
  config: GitConfig,
  prefixes: readonly string[],
): Promise<string[]> {
  if (config.get('core.logallrefupdates')?.toLowerCase() !== 'always') return ['--reflog'];
  const refs = (await git(['for-each-ref', '--format=%(refname)'])).toString().split('\n');
  const others = refs.filter(ref => ref !== '' && !prefixes.some(prefix => ref.startsWith(prefix)));
  const ids = new Set<string>();
  for (const ref of ['HEAD', ...others]) {
    const output = await git(['reflog', 'show', '--format=%H', ref, '--'], { ok: [0, 128] });
    for (const id of output.toString().split('\n')) if (id !== '') ids.add(id);
  }
  return [...ids];
}

const REFLOG = 'a reflog';

/** A command line has an end. */
const AT_ONCE = 1000;

async function findHolder(
  git: GitProgram,
  blobs: readonly string[],
  where: readonly string[],
): Promise<Holder | undefined> {
  const log = ['--no-replace-objects', '-c', 'log.showRoot=true', '-c', 'log.showSignature=false', 'log'];
  const how = ['-1', '-m', '--raw', '--no-renames', '--no-ext-diff', '--format=%H %S'];
  const wanted = blobs.map(oid => `--find-object=${oid}`);
  const output = await git([...log, ...how, ...wanted, ...where]);
  const [, commit, by = ''] = /^([0-9a-f]+) (.*)$/m.exec(output.toString()) ?? [];
  return commit === undefined ? undefined : { commit, by: by || REFLOG };
}
