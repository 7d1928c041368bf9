/** How runs are shared, by Git's configuration: `run.push`, `run.refPrefix`, `run.remoteTimeout`. */
import type { GitConfig } from '../git/repository.ts';
import { SettingsError } from '../run/errors.ts';
import { RUNS } from '../run/run-ref.ts';

export interface SharingSettings {
  /** Whether each run is pushed when it has ended: `run.push=always`. */
  readonly always: boolean;
  /** Where refs of runs lie on remotes: `refs/runs/`, or what `run.refPrefix` says for hosts that take branches alone. */
  readonly prefix: string;
  /** So long a remote may show no sign of life, ms. */
  readonly patience: number;
}

const SECOND = 1000;

/** Reads them. Throws SettingsError, naming the place, for what cannot be used. */
export function sharingSettings(config: GitConfig): SharingSettings {
  return {
    always: alwaysOf(config.get('run.push')),
    prefix: prefixOf(config.get('run.refprefix')),
    patience: patienceOf(config.get('run.remotetimeout')),
  };
}

function alwaysOf(written = 'never'): boolean {
  if (['always', 'true', 'yes', 'on', '1'].includes(written)) return true;
  if (['never', 'false', 'no', 'off', '0'].includes(written)) return false;
  throw new SettingsError('git config run.push', `'${written}' is not always or never`);
}

/** https://git-scm.com/docs/git-check-ref-format; and `refs/heads/` alone would take the user's own branches for runs. */
function prefixOf(written = RUNS): string {
  const isSound = /^refs\/(?:[\w-]+\/)+$/.test(written);
  if (isSound && written !== 'refs/heads/' && written !== 'refs/tags/') return written;
  throw new SettingsError(
    'git config run.refPrefix',
    `'${written}' is no place for runs, such as refs/heads/runs/`,
  );
}

function patienceOf(written = '120'): number {
  const seconds = Number(written);
  if (seconds > 0 && seconds <= 86_400) return seconds * SECOND;
  throw new SettingsError('git config run.remoteTimeout', `'${written}' is no number of seconds`);
}
