import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Check, type OpenSetup, ok, warning } from '../check.ts';

/** Hooks that Git runs for refs. */
const PER_REF = ['reference-transaction', 'pre-push'];

/** git-run itself runs no hook; Git's own fetch and push of many runs does. */
export const hooks: Check<OpenSetup> = {
  name: 'hooks',
  look({ repository: { place, config } }) {
    // Our own calls of Git have it turned off, and so Git tells us.
    const values = config.all('core.hookspath').filter(value => value !== '/dev/null');
    const set = values.at(-1)?.replace(/^~(?=\/)/, homedir());
    const directory = resolve(place.workTree ?? place.gitDir, set ?? join(place.commonDir, 'hooks'));
    const there = PER_REF.filter(name => isProgram(join(directory, name)));
    if (there.length === 0) return [ok('none that runs for refs')];
    return there.map(name =>
      warning(`${join(directory, name)} runs when Git itself fetches or pushes runs, not when git-run does`),
    );
  },
};

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
