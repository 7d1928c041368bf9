import { findEngine } from '../../git/engine.ts';
import { type Check, ok, problem, warning } from '../check.ts';

const OLDEST = '2.36';

/** The git program, or what works in its place. */
export const git: Check = {
  name: 'git',
  async look({ cwd, env }) {
    const { kind, program, version } = await findEngine(cwd, env);
    if (kind === 'embedded') {
      const why = program === undefined ? 'no git program on PATH' : 'GIT_RUN_ENGINE=embedded';
      return [
        warning(
          `${why}: the embedded engine records, lists, shows and checks out, in plain repositories only`,
          program === undefined ? 'install git' : 'unset GIT_RUN_ENGINE',
        ),
      ];
    }
    if (program === undefined) return [problem('there is no git program on PATH', 'install git')];
    if (version === undefined) return [warning(`${program} does not tell its version`)];
    if (isOlder(version, OLDEST)) {
      return [problem(`${version} (${program}) is older than ${OLDEST}`, `install git ${OLDEST} or newer`)];
    }
    return [ok(`${version} (${program})`)];
  },
};

function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map(text => text.split('.').map(Number)) as [number[], number[]];
  for (const [index, number] of other.entries()) {
    if ((one[index] ?? 0) !== number) return (one[index] ?? 0) < number;
  }
  return false;
}
