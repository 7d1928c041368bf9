/** What interrupted runs left behind, named and left as it is: `recover` makes runs of it. */
import type { RunId } from '../run/run-id.ts';
import { LIVE } from '../run/run-ref.ts';
import { type JournalRequest, listJournals } from './journals.ts';

export interface Leftovers {
  /** Journals whose recorder is gone. */
  readonly interrupted: readonly { readonly id: RunId; readonly journal: string }[];
  /** Refs that keep a source from gc for a run that has no journal. */
  readonly anchors: readonly string[];
}

/** Finds the journals of interrupted runs, and anchors that nobody needs. */
export async function findLeftovers(request: JournalRequest): Promise<Leftovers> {
  const { refs } = request.repository;
  const before = await refs.list([`${LIVE}*`]);
  const journals = await listJournals(request);
  // An anchor stands after its journal and falls before it: one of a run that ended just now is gone by now.
  const after = before.length === 0 ? [] : await refs.list([`${LIVE}*`]);
  const still = new Set(after.map(({ name }) => name));
  const kept = new Set<string>(journals.map(({ live }) => live.id));
  return {
    interrupted: journals
      .filter(({ standing }) => standing.kind === 'abandoned')
      .map(({ live }) => ({ id: live.id, journal: live.path })),
    anchors: before
      .map(({ name }) => name)
      .filter(name => still.has(name) && !kept.has(name.slice(LIVE.length))),
  };
}
