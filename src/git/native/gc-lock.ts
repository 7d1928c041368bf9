/**
 * The lock of `git gc`, taken as `git gc` takes it: `gc.pid` holds a process and its host. While it is ours Git's own
 * collection stays away, `gc --auto` without a word; and two of us do not meet.
 */
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RepositoryBusyError } from '../../run/repository-errors.ts';

/** So long, in ms, another one is waited for. */
const PATIENCE = 10_000;
/** As long as Git believes a lock whose process it cannot ask, ms. */
const STALE = 12 * 3_600_000;

/** Does some work under the lock. Throws RepositoryBusyError. */
export async function underGcLock<T>(
  commonDir: string,
  work: () => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  const file = join(commonDir, 'gc.pid');
  const own = `${process.pid} ${hostname()}`;
  for (let waited = 0; ; waited += 50) {
    const holder = await tryLock(file, own);
    if (holder === undefined) break;
    if (waited >= patience) throw new RepositoryBusyError(holder.pid, holder.host);
    await delay(50);
  }
  try {
    return await work();
  } finally {
    if ((await readFile(file, 'utf8').catch(() => '')) === own) await rm(file, { force: true });
  }
}

interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

/** Who holds it; undefined when it is ours now. */
async function tryLock(file: string, own: string): Promise<LockHolder | undefined> {
  const lock = `${file}.lock`;
  const made = await open(lock, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (made === undefined) {
    // It is held for the time of a look and a write; one that is older was left by a process that was killed.
    const age =
      Date.now() -
      (await stat(lock).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ));
    if (age > PATIENCE) await rm(lock, { force: true });
    return { pid: 0, host: hostname() };
  }
  try {
    const holder = await holderOf(file);
    if (holder !== undefined) return holder;
    await made.writeFile(own);
    await made.close();
    await rename(lock, file);
    return undefined;
  } finally {
    await made.close().catch(() => {});
    await rm(lock, { force: true });
  }
}

async function holderOf(file: string): Promise<LockHolder | undefined> {
  const [text, found] = await Promise.all([
    readFile(file, 'utf8').catch(() => ''),
    stat(file).catch(() => undefined),
  ]);
  const [, pid, host = ''] = /^(\d+) (\S+)/.exec(text) ?? [];
  if (pid === undefined || found === undefined || Date.now() - found.mtimeMs > STALE) return undefined;
  if (host === hostname() && !isRunning(Number(pid))) return undefined;
  return { pid: Number(pid), host };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
