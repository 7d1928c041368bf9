import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RUNS } from '../../run/run-ref.ts';
import { type Check, type OpenSetup, ok, warning } from '../check.ts';

/** More loose refs than so many make every list slower. */
const MANY = 1000;

/** How many refs of runs are files of their own. */
export const refs: Check<OpenSetup> = {
  name: 'refs',
  look({ repository: { place, config } }) {
    if ((config.get('extensions.refstorage') ?? 'files') !== 'files') return [];
    let loose = 0;
    try {
      loose = readdirSync(join(place.commonDir, RUNS)).length;
    } catch {
      // All are packed, or there are none.
    }
    if (loose <= MANY) return [ok(`${loose} not packed`)];
    return [warning(`${loose} are not packed: lists take longer`, 'git pack-refs --all')];
  },
};
