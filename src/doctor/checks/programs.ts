import { findProgram } from '../../process/find-program.ts';
import { type Check, ok } from '../check.ts';

/** What is not recorded, or cannot be done, without a program. */
const WITHOUT: readonly (readonly [string, string])[] = [
  ['python3', 'packages of Python are not recorded'],
  ['nvidia-smi', 'graphics cards are not recorded'],
  [
    'git-lfs',
    'files that Git keeps by LFS are recorded as their pointers, and large artifacts stay in this clone',
  ],
  ['strace', "git-run's own tests of faults are skipped"],
];

/** Programs that are asked where they are there. None is needed. */
export const programs: Check = {
  name: 'programs',
  look({ cwd, env }) {
    const isThere = (name: string) => {
      try {
        findProgram(name, cwd, env);
        return true;
      } catch {
        return false;
      }
    };
    const found = WITHOUT.filter(([name]) => isThere(name)).map(([name]) => name);
    const missing = WITHOUT.filter(([name]) => !found.includes(name));
    return [
      ...(found.length === 0 ? [] : [ok(found.join(', '))]),
      ...missing.map(([name, without]) => ok(`no ${name}: ${without}`)),
    ];
  },
};
