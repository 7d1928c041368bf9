/** From files on disk to files to keep in a run. */
import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathFromBytes } from '../../run/path.ts';
import type { Problem } from '../../run/run.ts';
import { whyUnsafe } from '../../run/safe-path.ts';
import type { CaptureContext, FoundFile } from '../capture.ts';
import { whyUnreadable } from '../problems.ts';
import { onDisk, pathFrom } from './glob.ts';

type Places = Pick<CaptureContext, 'workTree' | 'live'>;

/**
 * Says what a file is in the run, or why it is not kept. Symbolic links are followed to regular files in the work
 * tree or the live directory only: what lies elsewhere was not meant to be published by a link to it.
 */
export async function foundFile(path: string, file: string, places: Places): Promise<FoundFile | Problem> {
  const refuse = (why: string): Problem => ({
    code: 'artifact-not-kept',
    message: `${path} is not kept: ${why}`,
  });
  const unsafe = whyUnsafe(path, { windows: false });
  if (unsafe !== undefined) return refuse(unsafe);
  try {
    const real = await realPath(file);
    // A file elsewhere that the job named as such is not reached by a link.
    const elsewhere = !isIn(places, file) && !(await lstat(onDisk(file))).isSymbolicLink();
    if (!elsewhere && !isIn(await realPlaces(places), real)) {
      return refuse('it is a link to a place outside of the work tree');
    }
    const found = await stat(onDisk(real));
    return found.isFile() ? { path, file: real } : refuse('it is no regular file');
  } catch (error) {
    return refuse(whyUnreadable(error));
  }
}

/** The artifact path of a file: from `$GIT_RUN_ARTIFACTS`, from the top of the work tree, or else its bare name. */
export function artifactPath(file: string, { workTree, live }: Places): string {
  const kept = pathFrom(artifactsDirectory(live), file);
  if (kept !== file) return kept;
  const path = pathFrom(workTree, file);
  return path === file ? basename(file) : path;
}

/** Where a job puts what is to be kept: `$GIT_RUN_ARTIFACTS`. */
export function artifactsDirectory(live: string): string {
  return join(live, 'artifacts');
}

/** Whether a file was created or changed since a time in ms; by its own times, or by where it was put. */
export function changedSince({ mtimeMs, ctimeMs }: Stats, started: number): boolean {
  // File systems stamp with a clock that ticks every few ms.
  return Math.max(mtimeMs, ctimeMs) >= started - 10;
}

async function realPath(file: string): Promise<string> {
  return pathFromBytes(await realpath(onDisk(file), { encoding: 'buffer' }));
}

async function realPlaces({ workTree, live }: Places): Promise<Places> {
  return { workTree: await realPath(workTree), live: await realPath(live) };
}

/** What is in the work tree's `.git` is not the job's, but for the live directory. */
function isIn({ workTree, live }: Places, file: string): boolean {
  const path = pathFrom(workTree, file);
  return (path !== file && !path.split('/').includes('.git')) || pathFrom(live, file) !== file;
}
