/**
 * Where large contents are: `<git common dir>/git-run/artifacts/`, laid out as an LFS storage is, so that git-lfs can be
 * pointed at it.
 */
import { isAbsolute, join, resolve } from 'node:path';
import type { GitConfig, Place } from '../repository.ts';

type Common = Pick<Place, 'commonDir'>;

/** The LFS storage of a clone's contents. */
export function contentsDirectory({ commonDir }: Common): string {
  return join(commonDir, 'git-run', 'artifacts');
}

/** Where copies are made, and git-lfs is given room to work. It tidies its own `tmp` by itself. */
export function incoming(place: Common): string {
  return join(contentsDirectory(place), 'incoming');
}

/** The LFS storage that git-lfs brings contents to: what has come in part is gone on with the next time. */
export function arrivals(place: Common): string {
  return join(contentsDirectory(place), 'arriving');
}

/** Where Git LFS keeps the user's own; undefined where only it knows: https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-config.adoc */
export function usersStorage({ commonDir }: Common, config: GitConfig): string | undefined {
  const set = config.get('lfs.storage') ?? 'lfs';
  return isAbsolute(set) || !set.startsWith('~') ? resolve(commonDir, set) : undefined;
}

/** The file of a content in an LFS storage. */
export function fileIn(storage: string, sha256: string): string {
  // It may come from a stranger's record.
  if (!SHA256.test(sha256)) throw new TypeError(`'${sha256}' is no SHA-256`);
  return join(storage, 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/** In hex, as file names are. */
export const SHA256 = /^[0-9a-f]{64}$/;
