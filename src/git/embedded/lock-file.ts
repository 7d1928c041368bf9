/** Lock files as Git makes them: whoever creates `<file>.lock` may replace the file, by renaming the lock. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface LockFile {
  /** Writes what the file is to hold, and syncs it. */
  write(content: string | Uint8Array): void;
  /** Puts what was written in the file's place. */
  commit(): void;
  /** Gives the lock up, where it was not committed. */
  release(): void;
}

/** As long as Git waits for a ref (core.filesRefLockTimeout is 100 ms) and packed-refs (1 s), ms. */
const PATIENCE = 1000;

/** Takes the lock of a file; undefined where somebody else holds it for longer than anybody should. */
export async function takeLock(file: string, patience = PATIENCE): Promise<LockFile | undefined> {
  const lock = `${file}.lock`;
  for (let waited = 0; ; waited += 20) {
    const descriptor = tryOpen(lock);
    if (descriptor !== undefined) return heldLock(file, lock, descriptor);
    if (waited >= patience) return undefined;
    await delay(20);
  }
}

/** Undefined where it is held, or where Git has just removed the empty directory it would be in. */
function tryOpen(lock: string): number | undefined {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    return openSync(lock, 'wx', 0o666);
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function heldLock(file: string, lock: string, descriptor: number): LockFile {
  let [isOpen, isHeld] = [true, true];
  const close = () => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    write(content) {
      const bytes = Buffer.from(content);
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    },
    commit() {
      close();
      renameSync(lock, file);
      isHeld = false;
    },
    release() {
      close();
      if (isHeld) rmSync(lock, { force: true });
      isHeld = false;
    },
  };
}
