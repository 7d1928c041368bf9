import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { hooksDirectory } from '../../git/hooks-directory.ts';
import { type Check, type OpenSetup, ok, warning } from '../check.ts';

/** Hooks that Git runs for refs. */
const PER_REF = ['reference-transaction', 'pre-push'];

/** git-run itself runs no hook; Git's own fetch and push of many runs does. */
export const hooks: Check<OpenSetup> = {
  name: 'hooks',
  look({ repository }) {
    const { place } = repository;
    const directory = hooksDirectory(repository, place.workTree ?? place.gitDir);
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
