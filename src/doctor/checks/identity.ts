import { authorOf } from '../../record/identity.ts';
import { type Check, type OpenSetup, ok, warning } from '../check.ts';

/** Who the author of runs is. */
export const identity: Check<OpenSetup> = {
  name: 'identity',
  look({ repository, env }) {
    const { name, email, madeUp } = authorOf(repository.config, env);
    if (!madeUp) return [ok(`${name} <${email}>`)];
    return [
      warning(
        `Git has no user.name and user.email here: runs are recorded as ${name} <${email}>`,
        'git config --global user.name "Your Name"',
        'git config --global user.email you@example.com',
      ),
    ];
  },
};
