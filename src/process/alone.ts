/** One process of several that want to do the same thing, on one machine; a file says which. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { bootId, isAlive, pidSpace, processIdentity } from './identity.ts';

/**
 * Does something while no other process that asks by the same file does; undefined, and nothing is done, where one is at
 * it. A file that a process has left which was killed is taken over.
 */
export async function alone<Result>(file: string, act: () => Promise<Result>): Promise<Result | undefined> {
  const own = await ownMark();
  if (!(await take(file, own))) return undefined;
  try {
    return await act();
  } finally {
    await remove(file, own);
  }
}

/** What a file says of who holds it. */
async function ownMark(): Promise<string> {
  const identity = await processIdentity(process.pid);
  return JSON.stringify({ boot: await bootId(), space: pidSpace(), ...identity, token: randomUUID() });
}

async function take(file: string, own: string): Promise<boolean> {
  const made = `${file}.${randomUUID()}`;
  await writeFile(made, own, { mode: 0o600 });
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      try {
        // Whole, or not at all: nobody reads half of it.
        await link(made, file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const mark = await readFile(file, 'utf8').catch(() => undefined);
      if (mark === undefined) continue;
      if (await isHeld(mark)) return false;
      await remove(file, mark);
    }
    return false;
  } finally {
    await rm(made, { force: true });
  }
}

/** Of many that find one file left over each has a turn to take it away. */
const TURNS = 5;

/** Removes the file if it says what it said: another one may have come in between, and is put back. */
async function remove(file: string, mark: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8').catch(() => mark)) !== mark) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

/** In another container the same number is another process, and whether it lives cannot be told: it is believed. */
async function isHeld(mark: string): Promise<boolean> {
  try {
    const { boot, space, pid, start } = JSON.parse(mark);
    if (boot !== (await bootId())) return false;
    return space !== pidSpace() || (await isAlive({ pid, start }, boot));
  } catch {
    return false;
  }
}
