/** One process of several that want to do the same thing, on one machine; a file says which. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
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
    await rm(file, { force: true });
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
      await clear(file, mark);
    }
    return false;
  } finally {
    await rm(made, { force: true });
  }
}

/** Of many that find one file left over each has a turn to take it away. */
const TURNS = 5;

/**
 * Removes what was left over, if it is there still. One process at a time does so, held off by a file of its own: another
 * one could else remove what a third has put in its place meanwhile.
 */
async function clear(file: string, mark: string): Promise<void> {
  const guard = `${file}.clearing`;
  try {
    await writeFile(guard, '', { flag: 'wx', mode: 0o600 });
  } catch {
    // It takes a moment: of one that is old its maker was killed.
    const made = await stat(guard).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > OLD) await rm(guard, { force: true });
    return;
  }
  try {
    if ((await readFile(file, 'utf8').catch(() => undefined)) === mark) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** ms. */
const OLD = 10_000;

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
