/** Puts the hook in its place, and takes it away. What somebody else has put there is never overwritten. */
import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hooksDirectory } from '../git/hooks-directory.ts';
import type { Repository } from '../git/repository.ts';
import { HookTakenError } from '../run/repository-errors.ts';
import { BEFORE, HOOK, isOurs } from './hook-file.ts';

export interface HookState {
  /** Where Git looks for it, absolute. */
  readonly path: string;
  /** `other`: it is not of git-run. */
  readonly state: 'absent' | 'current' | 'outdated' | 'other';
  /** The hook that was there before and runs first, absolute. */
  readonly before?: string;
}

/** Looks at the hook of a repository that others push to; `text` is what it should be. */
export async function readHook(repository: Repository, text: string): Promise<HookState> {
  // There it is run, when something is pushed.
  const path = join(hooksDirectory(repository, repository.place.commonDir), HOOK);
  const found = await readIfThere(path);
  const before = (await isThere(path + BEFORE)) ? { before: path + BEFORE } : {};
  if (found === undefined) return { path, state: 'absent', ...before };
  if (!isOurs(found)) return { path, state: 'other', ...before };
  const isExecutable = ((await stat(path)).mode & 0o111) !== 0;
  return { path, state: found === text && isExecutable ? 'current' : 'outdated', ...before };
}

export interface Installing {
  readonly text: string;
  /** Whether a hook that is there already is kept, and run first. */
  readonly chain: boolean;
}

/** Writes the hook, and tells what was there. Throws HookTakenError where that is another one. */
export async function installHook(repository: Repository, { text, chain }: Installing): Promise<HookState> {
  const found = await readHook(repository, text);
  const { path, state, before } = found;
  if (state === 'current') return found;
  if (state === 'other' && (!chain || before !== undefined)) throw new HookTakenError(path, before);
  // At no moment is there none.
  if (state === 'other') await link(path, path + BEFORE);
  const written = join(dirname(path), `${HOOK}.${process.pid}.git-run`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(written, text, { flag: 'wx' });
    await chmod(written, 0o755);
    await rename(written, path);
  } finally {
    await rm(written, { force: true });
  }
  return found;
}

/** Removes the hook, and puts back the one that was there before. Nothing is done where it is not ours. */
export async function uninstallHook(repository: Repository): Promise<HookState> {
  const found = await readHook(repository, '');
  if (found.state !== 'outdated') return found;
  if (found.before === undefined) await rm(found.path);
  else await rename(found.before, found.path);
  return found;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
