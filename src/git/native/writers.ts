/**
 * Processes that are writing a pack. `fast-import` leaves out what it finds in another pack, and only then moves its ref:
 * who began before a pack was taken away may come to refer to what was in it. While it runs there is a temporary pack, and
 * from then until its refs are moved a `.keep` file of its own.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** One that has not written anything for so long, in ms, was killed. */
const SILENT = 10_000;

/** Waits until those that write a pack now are done; who begins later is of no concern. */
export async function writersGone(objects: string, silent = SILENT): Promise<void> {
  const directory = join(objects, 'pack');
  const waited = await writersIn(directory, silent);
  // Among many that come and go there is always one.
  const end = Date.now() + 3 * silent;
  while (waited.length > 0 && Date.now() < end) {
    const now = new Set(await writersIn(directory, silent));
    for (const name of waited.splice(0)) if (now.has(name)) waited.push(name);
    // A temporary pack becomes a kept one.
    for (const name of now) if (name.endsWith('.keep') && !waited.includes(name)) waited.push(name);
    if (waited.length > 0) await delay(10);
  }
}

async function writersIn(directory: string, silent: number): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  const found = await Promise.all(
    names.map(async name => {
      const isTemporary = name.startsWith('tmp_pack_');
      const path = join(directory, name);
      if (!isTemporary && !name.endsWith('.keep')) return [];
      const seen = await stat(path).catch(() => undefined);
      if (seen === undefined || Date.now() - seen.mtimeMs > silent) return [];
      const text = isTemporary ? '' : await readFile(path, 'latin1').catch(() => '');
      return isTemporary || text.startsWith('fast-import') ? [name] : [];
    }),
  );
  return found.flat();
}
