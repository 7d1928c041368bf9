/**
 * A file that was synced is there after a power cut only if its name is: that stands in a directory, which is synced
 * by itself. Git does not do so for the directories of its packs and refs, and neither is it asked to.
 */
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface DurableNames {
  /** Notes that objects were written: their ids where each has a file of its own, none where they are in a pack. */
  wroteObjects(oids?: readonly (string | undefined)[]): void;
  /** Notes that a ref was moved. */
  movedRef(name: string): void;
  /** Syncs the directories of all that was noted. Rejects with the system's errors. */
  sync(): Promise<void>;
}

/** Opens the account of a repository's directories. */
export function durableNames(commonDir: string): DurableNames {
  const directories = new Set<string>();
  const note = (path: string) => {
    // A directory that is new has a name too.
    for (let at = path; at !== '.'; at = dirname(at)) directories.add(at);
  };
  return {
    wroteObjects(oids) {
      if (oids === undefined) note('objects/pack');
      for (const oid of oids ?? []) if (oid !== undefined) note(`objects/${oid.slice(0, 2)}`);
    },
    movedRef(name) {
      note(dirname(name));
      // Of a repository that keeps its refs there.
      note('reftable');
    },
    async sync() {
      const all = [...directories].map(path => join(commonDir, path));
      directories.clear();
      await Promise.all(all.map(syncDirectory));
    },
  };
}

/** What a system says that cannot sync directories, or where there is none. */
const NOT_NEEDED = ['ENOENT', 'EISDIR', 'EINVAL', 'EPERM', 'EACCES', 'ENOTSUP'];

/** Syncs a directory, and so the names of the files in it; one that is not there needs none. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    if (!NOT_NEEDED.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
