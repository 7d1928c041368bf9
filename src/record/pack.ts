/** Files on disk → files of a run: read and hashed; what is large is stored by a stream of Git's, what is larger by its digest. */
import { readFile, stat } from 'node:fs/promises';
import { onDisk } from '../capture/files/glob.ts';
import type { Settings } from '../config/settings.ts';
import { printPointer } from '../git/lfs/pointer.ts';
import type { Repository } from '../git/repository.ts';
import type { Problem } from '../run/run.ts';
import { entryOf, entryOfStream, type RunFile } from '../store/save.ts';

export interface FileToPack {
  /** In the run's tree. */
  readonly path: string;
  /** On disk. */
  readonly file: string;
  /** Of an artifact the permission to execute is part, and a very large one is no object of Git's. */
  readonly isArtifact: boolean;
}

export interface Packed {
  readonly files: readonly RunFile[];
  readonly problems: readonly Problem[];
}

/** A larger file is stored by Git's own stream, with 4 MB of memory whatever its size. */
const SMALL = 1 << 20;
/** No more content than this is held for the commit's stream; what is beyond goes the way of large files. */
const HELD = 16 << 20;

/** Packs files for a run, artifacts of more than `largeSize` bytes as pointers. One that cannot be read, or has no room, is a problem of the run, not the end of it. */
export async function packFiles(
  { objects, contents }: Pick<Repository, 'objects' | 'contents'>,
  files: readonly FileToPack[],
  { largeSize }: Pick<Settings, 'largeSize'>,
): Promise<Packed> {
  const packed: RunFile[] = [];
  const large: (FileToPack & { readonly mode: number })[] = [];
  const problems: Problem[] = [];
  let held = 0;
  for (const file of files) {
    try {
      const { size, mode } = await stat(onDisk(file.file));
      if (file.isArtifact && size > largeSize) {
        const content = await contents.put(onDisk(file.file));
        packed.push({
          path: file.path,
          content: Buffer.from(printPointer(content)),
          ...content,
          ...modeOf(file, mode),
          pointer: true,
        });
      } else if (size > SMALL || held + size > HELD) large.push({ ...file, mode });
      else {
        const content = await readFile(onDisk(file.file));
        held += content.length;
        packed.push({ path: file.path, content, ...entryOf(content), ...modeOf(file, mode) });
      }
    } catch (error) {
      problems.push(unreadable(file, error as Error));
    }
  }
  const stored = await objects.store(large.map(({ file }) => file));
  for (const [index, file] of large.entries()) {
    const oid = stored[index];
    if (oid === undefined) problems.push(unreadable(file, new Error('Git could not read it')));
    else {
      // The digest of what was stored, not of what lies on disk by now.
      const entry = await entryOfStream(objects.stream(oid));
      packed.push({ path: file.path, oid, ...entry, ...modeOf(file, file.mode) });
    }
  }
  return { files: packed, problems };
}

function modeOf(file: FileToPack, mode: number): { mode?: '644' | '755' } {
  if (!file.isArtifact) return {};
  return { mode: (mode & 0o100) === 0 ? '644' : '755' };
}

function unreadable({ path }: FileToPack, error: Error): Problem {
  return { code: 'not-kept', message: `${path} could not be kept: ${error.message}` };
}
