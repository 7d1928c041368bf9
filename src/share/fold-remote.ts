/** A remote, as far as a fold needs it: ledgers come and go, and refs of runs that a ledger has are deleted there. */
import type { RefChange } from '../git/repository.ts';
import { RemoteError } from '../run/repository-errors.ts';
import type { RunId } from '../run/run-id.ts';
import { runIdOf, runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import type { FoldRemote } from '../store/ledger/fold.ts';
import { type FetchRequest, fetchRuns } from './fetch.ts';
import { planLedger } from './plan-ledger.ts';
import { changeThere, lookThere } from './there.ts';

/** Opens it. What it is asked throws RemoteError; then nothing of what follows is done, and the next fold goes on. */
export function foldRemote(request: Omit<FetchRequest, 'wants' | 'dryRun' | 'large'>): FoldRemote {
  const { repository, sharing, shown } = request;
  const push = async (changes: readonly RefChange[]) =>
    sharing.remotes.push(
      sharing.remote,
      changes.map(change => changeThere(change, sharing.prefix)),
      sharing.transfer,
    );
  const pushAll = async (changes: readonly RefChange[]) => {
    const refused = (await push(changes)).find(({ outcome }) => outcome !== 'done');
    if (refused === undefined) return;
    throw new RemoteError(
      shown,
      `${refused.name} was not taken: ${refused.why ?? 'it was changed there just now'}`,
    );
  };
  return {
    async fetchLedgers() {
      await fetchRuns({ ...request, wants: () => false, dryRun: false });
      const { ours } = await lookThere(sharing, {});
      return [...ours].flatMap(([name, commit]): RunTip[] => {
        const id = runIdOf(name);
        return id === undefined ? [] : [{ id, commit }];
      });
    },
    async pushLedger() {
      const { ours, published } = await lookThere(sharing, { published: true });
      const known = await repository.objects.here([...published, ...ours.values()]);
      const { keeps, ledger, stale, refused } = await planLedger(repository, {
        ours,
        known,
        withHistory: false,
      });
      const [first] = refused;
      if (first !== undefined) throw new RemoteError(shown, first.why, first.remedy);
      await pushAll(keeps);
      await pushAll(ledger);
      await seeArrived([...keeps, ...ledger]);
      await pushAll(stale);
    },
    async dropRefs(tips) {
      const names = tips.map(({ id }) => runRef(id) as string);
      const { ours } = await lookThere(sharing, { names, published: true });
      const isBusy = ({ id, commit }: RunTip) => ours.has(runRef(id)) && ours.get(runRef(id)) !== commit;
      const due = tips.filter(({ id, commit }) => ours.get(runRef(id)) === commit);
      const pushed = await push(due.map(({ id, commit }) => ({ name: runRef(id), from: commit })));
      const left = due.filter((_, at) => pushed[at]?.outcome !== 'done');
      return [...tips.filter(isBusy), ...left].map(({ id }): RunId => id);
    },
  };

  async function seeArrived(changes: readonly RefChange[]): Promise<void> {
    const { ours } = await lookThere(sharing, { names: changes.map(({ name }) => name), published: true });
    const lost = changes.find(({ name, to }) => ours.get(name) !== to);
    if (lost !== undefined) throw new RemoteError(shown, `${lost.name} did not arrive`);
  }
}
