import { readdirSync } from 'node:fs';
import { listJournals } from '../../record/journals.ts';
import { findLeftovers } from '../../record/leftovers.ts';
import { spoolDirectory } from '../../record/live.ts';
import { parseRunId } from '../../run/run-id.ts';
import { type Check, type Found, type OpenSetup, ok, problem, warning } from '../check.ts';

/** What interrupted runs have left behind, here and in the spool. */
export const journals: Check<OpenSetup> = {
  name: 'journals',
  async look(setup) {
    const [all, { interrupted, anchors }] = await Promise.all([listJournals(setup), findLeftovers(setup)]);
    const damaged = all.filter(({ damage }) => damage !== undefined);
    const going = all.filter(({ standing }) => standing.kind !== 'abandoned').length;
    const found: Found[] = [];
    if (interrupted.length > damaged.length) {
      found.push(warning(`${interrupted.length - damaged.length} of interrupted runs`, 'git run recover'));
    }
    for (const { live, damage } of damaged) found.push(problem(`${live.path}: ${damage?.message}`));
    if (anchors.length > 0) {
      found.push(warning(`${anchors.length} refs/run-live of runs that are gone`, 'git run recover'));
    }
    const spool = spoolDirectory(setup.env);
    const elsewhere = spooled(spool) - all.filter(({ live }) => live.path.startsWith(spool)).length;
    if (elsewhere > 0) {
      found.push(warning(`${elsewhere} in ${spool} of other repositories`, 'git run recover, in those'));
    }
    return found.length > 0 ? found : [ok(going === 0 ? 'none' : `${going} of runs that are going`)];
  },
};

function spooled(directory: string): number {
  try {
    return readdirSync(directory).filter(name => parseRunId(name) !== undefined).length;
  } catch {
    return 0;
  }
}
