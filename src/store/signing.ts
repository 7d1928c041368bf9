/**
 * What is signed: runs and their edits, each by its own commit. The commit of a run names its source, so that is signed
 * with it. Experiments and ledgers are not: they say nothing of what a run was, and a gc that nobody watches must not
 * wait for a passphrase.
 */
import { isTrue } from '../git/flag.ts';
import type { GitConfig } from '../git/repository.ts';
import type { Signing } from '../git/signing.ts';

/** s. */
const PATIENCE = 10;

/** How runs and edits are signed; undefined where neither `run.sign` nor, without it, `commit.gpgSign` asks for it. */
export function signingOf(config: GitConfig): Signing | undefined {
  if (!isTrue(config.get('run.sign') ?? config.get('commit.gpgsign'))) return undefined;
  const seconds = Number(config.get('run.signtimeout') || PATIENCE);
  // Not a run may be lost for a number.
  return { limit: (seconds > 0 && seconds <= 3600 ? seconds : PATIENCE) * 1000 };
}
