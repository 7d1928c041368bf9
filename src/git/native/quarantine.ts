/**
 * Object files on their way out. They are moved aside first, within the directory of objects, where Git does not see
 * them: somebody may refer to one in the same moment, and then all go back.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LooseFile, PackFile } from './object-files.ts';
import { PACK_PARTS } from './object-files.ts';

export interface Quarantine {
  putLoose(file: LooseFile): Promise<void>;
  putPack(pack: PackFile): Promise<void>;
  /** Puts everything back, also what a process that was killed had moved aside. */
  restore(): Promise<void>;
  /** Deletes everything in it. */
  empty(): Promise<void>;
}

/** The quarantine of a directory of objects. Only who holds the lock may use it. */
export function quarantineIn(objects: string): Quarantine {
  const directory = join(objects, 'git-run-removing');
  const move = async (from: string, to: string) => {
    await rename(from, to).catch((error: NodeJS.ErrnoException) => {
      // A pack has not all of its parts, and a concurrent `repack` may be quicker.
      if (error.code !== 'ENOENT') throw error;
    });
  };
  return {
    async putLoose({ oid, path }) {
      await mkdir(directory, { recursive: true });
      await move(path, join(directory, oid));
    },
    async putPack({ base }) {
      await mkdir(directory, { recursive: true });
      for (const part of PACK_PARTS)
        await move(`${base}${part}`, join(directory, `${basename(base)}${part}`));
    },
    async restore() {
      const names = await readdir(directory).catch(() => []);
      for (const name of names.filter(one => !one.startsWith('pack-'))) {
        const home = join(objects, name.slice(0, 2));
        await mkdir(home, { recursive: true });
        await move(join(directory, name), join(home, name.slice(2)));
      }
      // The index last: with it the pack is seen, and must be whole.
      for (const part of PACK_PARTS.toReversed())
        for (const name of names.filter(one => one.startsWith('pack-') && one.endsWith(part)))
          await move(join(directory, name), join(objects, 'pack', name));
      await rm(directory, { recursive: true, force: true });
    },
    empty: () => rm(directory, { recursive: true, force: true }),
  };
}
