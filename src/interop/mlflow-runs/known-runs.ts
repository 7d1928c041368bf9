/** Which runs are here, or were, by our ids and by those of MLflow. */
import type { Repository } from '../../git/repository.ts';
import { idOfHex, isHexId } from '../../run/hex-id.ts';
import type { RunId } from '../../run/run-id.ts';
import { listTombstones } from '../../store/ledger/tombstones.ts';
import { findTip, listTips } from '../../store/tips.ts';
import { endOfMlflow } from '../mlflow-id.ts';

export interface KnownRuns {
  /** How a run stands, by its MLflow id alone, or by our id where it says that it came from here. */
  stateOf(mlflowId: string, ours?: RunId): 'same' | 'deleted' | 'new';
  /** Our id of a run that is here, by its MLflow id. */
  idOf(mlflowId: string): RunId | undefined;
  /** Notes that a run is here from now on; `same` where it was. */
  add(id: RunId): 'same' | 'new';
  /** Whether a run is here at this moment, whoever has made it. */
  isHere(id: RunId): Promise<boolean>;
}

const END = -16;

/** Reads them. */
export async function knownRuns(repository: Repository): Promise<KnownRuns> {
  const ids = new Set<string>();
  const ends = new Map<string, RunId>();
  const given = new Map<string, RunId>();
  const add = (id: RunId) => {
    if (ids.has(id)) return 'same';
    ids.add(id);
    ends.set(id.slice(END), id);
    return 'new';
  };
  for (const { id } of await listTips(repository)) add(id);
  const deleted = new Set<string>();
  for (const stone of await listTombstones(repository)) {
    if (stone.kind !== 'deleted' || ids.has(stone.id)) continue;
    deleted.add(stone.id).add(stone.id.slice(END));
  }
  const ownOf = (mlflowId: string) => (isHexId(mlflowId) ? idOfHex(mlflowId) : undefined);
  return {
    stateOf(mlflowId, ours) {
      if (ours !== undefined && ids.has(ours)) {
        given.set(mlflowId, ours);
        return 'same';
      }
      if (ours !== undefined && deleted.has(ours)) return 'deleted';
      const end = endOfMlflow(mlflowId);
      const own = ownOf(mlflowId);
      const isIn = (known: ReadonlySet<string>, part: { has(end: string): boolean }) =>
        part.has(end) || (own !== undefined && known.has(own));
      if (isIn(ids, ends)) return 'same';
      return isIn(deleted, deleted) ? 'deleted' : 'new';
    },
    idOf(mlflowId) {
      const own = ownOf(mlflowId);
      const isOwn = own !== undefined && ids.has(own);
      return given.get(mlflowId) ?? ends.get(endOfMlflow(mlflowId)) ?? (isOwn ? own : undefined);
    },
    add,
    isHere: async id => (await findTip(repository, id)) !== undefined,
  };
}
