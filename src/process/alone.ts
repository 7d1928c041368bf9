/** One process of several that want to do the same thing, on one machine; a file says which. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { bootId, isAlive, processIdentity } from './identity.ts';

/**
 * Does something while no other process that asks by the same file does; undefined, and nothing is done, where one is at
 * it. A file that a process has left which was killed is taken over.
 */
export async function alone<Result>(file: string, act: () => Promise<Result>): Promise<Result | undefined> {
  if (!(await take(file))) return undefined;
  try {
    return await act();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  const boot = await bootId();
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, JSON.stringify({ boot, ...(await processIdentity(process.pid)) }), { mode: 0o600 });
  try {
    for (let turn = 0; turn < 2; turn++) {
      try {
        // Whole, or not at all: nobody reads half of it.
        await link(own, file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (await isHeld(file, boot)) return false;
      await rm(file, { force: true });
    }
    return false;
  } finally {
    await rm(own, { force: true });
  }
}

async function isHeld(file: string, now: string): Promise<boolean> {
  try {
    const { boot, pid, start } = JSON.parse(await readFile(file, 'utf8'));
    return boot === now && (await isAlive({ pid, start }, boot));
  } catch {
    // Gone by now, or of nobody.
    return false;
  }
}
