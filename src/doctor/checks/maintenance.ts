import type { GitConfig } from '../../git/repository.ts';
import { type Check, type Found, type OpenSetup, ok, warning } from '../check.ts';

/** Whether runs are tidied away, and what is written reaches the disk. */
export const maintenance: Check<OpenSetup> = {
  name: 'maintenance',
  look({ repository: { config } }) {
    const found: Found[] = [];
    const [key, value] = stopped(config);
    if (key !== undefined) {
      found.push(
        warning(
          `${key}=${value}: packs and refs of runs are not tidied after every 32nd`,
          'git repack -d --geometric=2 && git pack-refs --all, now and then',
        ),
      );
    }
    // We ask for a sync of objects and refs ourselves; how it is done is left as it is set.
    if (config.get('core.fsyncmethod') === 'writeout-only') {
      found.push(
        warning(
          'core.fsyncMethod=writeout-only: a run may not outlive a power cut',
          'git config --unset core.fsyncMethod',
        ),
      );
    }
    return found.length === 0 ? [ok('packs and refs are tidied; objects and refs are synced')] : found;
  },
};

function stopped(config: GitConfig): [string, string] | [] {
  const automatic = config.get('gc.auto');
  if (automatic !== undefined && Number(automatic) === 0) return ['gc.auto', automatic];
  const ours = config.get('run.maintain');
  return ours !== undefined && /^(?:false|no|off|0|)$/i.test(ours) ? ['run.maintain', ours] : [];
}
