import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIVE, RUNS } from '../../run/run-ref.ts';
import { quoteWord } from '../../view/shell-quote.ts';
import { type Check, type Found, type OpenSetup, ok, problem, warning } from '../check.ts';

/** A lock is held for moments; one of so many ms was left behind. */
const STALE = 10 * 60_000;

/** Without these no run can be recorded. */
const IN_THE_WAY = [RUNS, LIVE, 'packed-refs.lock'];

/** Locks that a git which was killed has left. They are explained, never removed: their owner may be on another host. */
export const locks: Check<OpenSetup> = {
  name: 'locks',
  look({ repository: { place }, now }) {
    const found: Found[] = [];
    for (const name of locksIn(place.gitDir, place.commonDir)) {
      const lock = lockOf(name, now);
      if (lock === undefined) continue;
      const path = name.slice(place.commonDir.length + 1);
      const what = `${name} is ${ageOf(lock.age)} old, of user ${lock.uid}`;
      if (lock.age < STALE) found.push(ok(`${what}: in use`));
      else {
        const say = IN_THE_WAY.some(prefix => path.startsWith(prefix)) ? problem : warning;
        found.push(
          say(`${what}: left by a git that was killed, unless one is at work`, `rm ${quoteWord(name)}`),
        );
      }
    }
    return found.length === 0 ? [ok('none')] : found;
  },
};

function locksIn(gitDir: string, commonDir: string): string[] {
  const places = [...new Set([gitDir, commonDir])].concat(
    [RUNS, LIVE].map(prefix => join(commonDir, prefix)),
  );
  return places.flatMap(directory =>
    namesIn(directory)
      .filter(name => name.endsWith('.lock') || name === 'gc.pid')
      .map(name => join(directory, name)),
  );
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function lockOf(path: string, now: number): { readonly age: number; readonly uid: number } | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : { age: Math.max(0, now - stat.mtimeMs), uid: stat.uid };
}

function ageOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}
