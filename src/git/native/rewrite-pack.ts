/** A pack again, without some of its objects. */
import { copyFile, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PackFile, packedIds } from './object-files.ts';
import type { GitProgram } from './program.ts';

/**
 * Writes a pack of all other objects of a pack, byte for byte as they were packed where that is possible; the old one
 * stays. Returns how many bytes it takes, 0 where nothing is left to be packed.
 */
export async function rewritePack(
  git: GitProgram,
  pack: PackFile,
  without: ReadonlySet<string>,
): Promise<number> {
  const others = pack.oids.filter(oid => !without.has(oid));
  if (others.length === 0) return 0;
  const prefix = join(dirname(pack.base), 'pack');
  // No new deltas are looked for: what was one whose base goes is stored whole.
  const args = ['pack-objects', '-q', '--delta-base-offset', '--window=0', prefix];
  const output = await git(args, { input: `${others.join('\n')}\n` });
  const bases = output
    .toString()
    .split('\n')
    .filter(hash => hash !== '')
    .map(hash => `${prefix}-${hash}`);
  await check(git, bases, others);
  for (const base of bases) {
    await copyFile(`${pack.base}.promisor`, `${base}.promisor`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    // Git tells the age of what nobody refers to by that of its pack.
    for (const part of ['.pack', '.idx'])
      await utimes(`${base}${part}`, pack.modified / 1000, pack.modified / 1000);
  }
  const sizes = await Promise.all(
    bases.flatMap(base => ['.pack', '.idx', '.rev'].map(part => sizeOf(base + part))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The old pack goes on the strength of this: every object it held besides is in a new one. */
async function check(git: GitProgram, bases: readonly string[], others: readonly string[]): Promise<void> {
  const found = new Set<string>();
  const width = (others[0] as string).length / 2;
  for (const base of bases) for (const oid of await packedIds(git, base, width)) found.add(oid);
  const missing = others.find(oid => !found.has(oid));
  if (missing !== undefined) throw new Error(`git pack-objects left out ${missing}`);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
