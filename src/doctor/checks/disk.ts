import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { cacheDirectory, spoolDirectory } from '../../record/live.ts';
import { type Check, type Found, type OpenSetup, ok, problem, warning } from '../check.ts';

const MB = 1e6;
const SCARCE = 1000 * MB;
const OUT = 50 * MB;
const FEW_FILES = 1000;

/** statfs(2)'s types of file systems whose files other hosts may have open too. */
const SHARED: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x19830326, 'BeeGFS'],
  [0x01021997, '9p'],
]);

/** Room where runs are written, and whether others write there too. */
export const disk: Check<OpenSetup> = {
  name: 'disk',
  async look({ repository: { place }, env }) {
    const journal = nearestDirectory(cacheDirectory(place.commonDir));
    const places = [journal, nearestDirectory(spoolDirectory(env)), env.TMPDIR || tmpdir()];
    const found: Found[] = [];
    for (const directory of new Set(places)) found.push(...(await roomIn(directory)));
    const kind = SHARED.get(Number((await statfs(journal)).type) >>> 0);
    if (kind !== undefined) {
      found.push(
        warning(
          `journals are on ${kind}: runs of other hosts are left alone until ten minutes after their last sign of life`,
        ),
      );
    }
    return found;
  },
};

async function roomIn(directory: string): Promise<Found[]> {
  if (!isWritable(directory))
    return [problem(`${directory} cannot be written by this user`, 'change its owner or its mode')];
  const { bavail, bsize, files, ffree } = await statfs(directory);
  const free = bavail * bsize;
  const inodes = files > 0 && ffree < FEW_FILES ? `, and for ${ffree} files` : '';
  const message = `${directory} has room for ${sizeOf(free)}${inodes}`;
  if (free < OUT || (inodes !== '' && ffree < 100)) return [problem(message, 'make room')];
  return [free < SCARCE || inodes !== '' ? warning(message) : ok(message)];
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1000 * MB ? `${Math.floor(bytes / MB)} MB` : `${Math.floor(bytes / 1e9)} GB`;
}

/** The directory itself, or the one it would be made in. */
function nearestDirectory(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestDirectory(dirname(path));
}
