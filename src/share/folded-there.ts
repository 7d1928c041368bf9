/** Runs that a remote has folded into ledgers: some of them can be had without the others, each by its commit. */
import type { Readable } from '../git/readable.ts';
import type { Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import { listExperiments } from '../store/experiments.ts';
import { readRows } from '../store/index/missing-runs.ts';
import { findTips, listTips } from '../store/tips.ts';
import { deletedRuns } from './drop-deleted.ts';
import type { Wanted } from './quarantine.ts';
import { runsThere } from './runs-there.ts';
import type { Sharing, There } from './there.ts';

export interface AskedRuns {
  readonly repository: Repository;
  readonly sharing: Sharing;
  /** By their ids; all where this is absent. */
  readonly wants?: (id: RunId) => boolean;
  /** Only those of an experiment of this name. */
  readonly experiment?: string;
}

/** Runs that are asked for, that only a ledger there has, and that are not here. */
export async function foldedThere(asked: AskedRuns, there: There): Promise<Wanted[]> {
  const { repository, sharing, wants = () => true, experiment } = asked;
  const remote = await runsThere(repository, sharing, there);
  const folded = (await listTips(remote)).filter(({ id, page }) => page !== undefined && wants(id));
  const known = new Map(
    (
      await findTips(
        repository,
        folded.map(({ id }) => id),
      )
    ).map(tip => [tip.id, tip]),
  );
  const isHere = ({ id, commit }: RunTip) =>
    known.get(id)?.commit === commit || known.get(id)?.others?.includes(commit);
  const deleted = await deletedRuns(repository);
  const missing = folded.filter(
    tip => !there.ours.has(runRef(tip.id)) && !deleted.has(tip.id) && !isHere(tip),
  );
  const chosen = experiment === undefined ? missing : await toldOf(remote, missing, experiment);
  return chosen.map(({ id, commit }) => ({ name: runRef(id), folded: commit }));
}

/** Those that their ledger says are of an experiment, by what that is called now. */
async function toldOf(remote: Readable, tips: readonly RunTip[], experiment: string): Promise<RunTip[]> {
  const experiments = listExperiments(remote).then(all => new Map(all.map(({ id, name }) => [id, name])));
  const rows = await readRows({ repository: remote, experiments, missing() {} }, tips);
  const ids = new Set(
    rows.filter(row => 'error' in row || row.experiment === experiment).map(({ id }) => id),
  );
  return tips.filter(({ id }) => ids.has(id));
}
