import { signingOf } from '../../store/signing.ts';
import { type Check, type Found, type OpenSetup, ok, warning } from '../check.ts';

/** Whether runs that are to be signed can be, and are trusted here then. Nothing is signed for it: that may ask somebody. */
export const signing: Check<OpenSetup> = {
  name: 'signing',
  look({ repository: { config, diffs } }) {
    if (signingOf(config) === undefined) return [ok('runs are not signed')];
    if (diffs === undefined) {
      return [warning('there is no git program: runs are not signed, though they should be', 'install git')];
    }
    const format = config.get('gpg.format') ?? 'openpgp';
    return format === 'ssh' ? ssh(config.get) : [ok(`runs and edits are signed (${format})`)];
  },
};

function ssh(get: (key: string) => string | undefined): Found[] {
  const hasKey = (get('user.signingkey') ?? get('gpg.ssh.defaultkeycommand')) !== undefined;
  if (!hasKey) {
    return [
      warning(
        'no key is named to sign runs with: they are not signed, and edits are refused',
        'git config --global user.signingKey ~/.ssh/id_ed25519.pub',
      ),
    ];
  }
  if (get('gpg.ssh.allowedsignersfile') === undefined) {
    return [
      warning(
        'runs are signed (ssh), and none is trusted here: no file lists the keys that are',
        'git config --global gpg.ssh.allowedSignersFile ~/.ssh/allowed_signers',
      ),
    ];
  }
  return [ok('runs and edits are signed (ssh)')];
}
