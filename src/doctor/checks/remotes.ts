import { type RemoteTrap, remoteTraps } from '../../config/remote-traps.ts';
import { quoteWord } from '../../view/shell-quote.ts';
import { type Check, type Found, type OpenSetup, ok, problem, warning } from '../check.ts';

/** Configuration of remotes by which Git's own fetch or push loses or publishes runs. */
export const remotes: Check<OpenSetup> = {
  name: 'remotes',
  look({ repository }) {
    const found = remoteTraps(repository.config).map(describe);
    return found.length === 0 ? [ok('none deletes or publishes runs by itself')] : found;
  },
};

function describe({ remote, kind, refspec }: RemoteTrap): Found {
  const name = quoteWord(remote);
  const unset = (key: string) => {
    const setting = quoteWord(`remote.${remote}.${key}`);
    if (refspec === undefined) return `git config --unset ${setting}`;
    return `git config --fixed-value --unset ${setting} ${quoteWord(refspec)}`;
  };
  switch (kind) {
    case 'prune':
      return problem(
        `git fetch ${name} deletes every run that was not pushed: ${refspec} with prune`,
        unset('fetch'),
      );
    case 'mirror':
      return problem(
        `git push ${name} publishes all runs, those with secrets and in progress too: remote.${remote}.mirror`,
        unset('mirror'),
      );
    case 'live':
      return problem(`git push ${name} publishes the sources of runs in progress: ${refspec}`, unset('push'));
    case 'force':
      return warning(
        `git fetch ${name} overwrites edits of runs that were not pushed: ${refspec}`,
        unset('fetch'),
      );
  }
}
