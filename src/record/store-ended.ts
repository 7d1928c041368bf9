import type { HeldSignals } from '../exec/hold-signals.ts';
import type { Repository } from '../git/repository.ts';
import { type Ending, type Finished, finish } from './finish.ts';
import type { LiveRun } from './live.ts';
import type { RunPlan } from './plan.ts';
import { removeLive } from './remove-live.ts';

/**
 * Stores the run of a job that has ended. Ctrl-C at a terminal ends Git's processes too, which are in our group: what
 * they did not finish is done again.
 */
export async function storeEnded(
  repository: Repository,
  { live, plan, ending, held }: Ended,
): Promise<Finished> {
  for (;;) {
    const before = held.count();
    try {
      return await finish(repository, live, plan, ending);
    } catch (error) {
      if (held.count() === before) throw error;
      await repository.close().catch(() => {});
      const [{ findTip }, { loadRun }] = await Promise.all([
        import('../store/tips.ts'),
        import('../store/load.ts'),
      ]);
      const tip = await findTip(repository, live.id);
      if (tip === undefined) continue;
      // It was at the very end, and only the answer was lost.
      const { run } = await loadRun(repository.objects, tip.commit);
      await removeLive(live).catch(() => {});
      return { run, commit: tip.commit, kept: [], artifacts: [] };
    }
  }
}

interface Ended {
  readonly live: LiveRun;
  readonly plan: RunPlan;
  readonly ending: Ending;
  readonly held: Pick<HeldSignals, 'count'>;
}
