import type { ObjectSize } from '../space.ts';
import { allLines } from './git-lines.ts';
import type { GitProgram } from './program.ts';

const FORMAT = '--batch-check=%(objectsize) %(objectsize:disk)';

/** Sizes of objects in one call, in order; undefined for one that is not there. */
export async function objectSizes(
  git: GitProgram,
  oids: readonly string[],
): Promise<(ObjectSize | undefined)[]> {
  if (oids.length === 0) return [];
  const lines = await allLines(git, ['cat-file', '--buffer', FORMAT], oids.map(oid => `${oid}\n`).join(''));
  return lines.map(line => {
    const [, size, disk] = /^(\d+) (\d+)$/.exec(line) ?? [];
    return size === undefined ? undefined : { size: Number(size), disk: Number(disk) };
  });
}
