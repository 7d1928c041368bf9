/** The runs in the trash. */
import type { Repository } from '../git/repository.ts';
import { trashedSince } from '../run/annotation.ts';
import type { EventId, RunId } from '../run/run-id.ts';
import { loadRuns } from '../store/load.ts';
import { listTips } from '../store/tips.ts';

export interface TrashedRun {
  readonly id: RunId;
  readonly commit: string;
  readonly name: string;
  /** ms since 1970. */
  readonly since: number;
  /** Its last edit. */
  readonly last: EventId;
}

/** Finds them; a run that cannot be read is none of them. Only runs with edits are read: the others cannot be there. */
export async function listTrash(repository: Repository): Promise<TrashedRun[]> {
  const tips = await listTips(repository);
  const edits = await repository.objects.read(tips.map(({ commit }) => `${commit}:annotations`));
  const edited = tips.filter((_, at) => edits[at] !== undefined);
  const runs = await loadRuns(
    repository.objects,
    edited.map(({ commit }) => commit),
  );
  return runs.flatMap((run, at) => {
    const since = 'error' in run ? undefined : trashedSince(run.annotations);
    const { id, commit } = edited[at] as (typeof edited)[number];
    if ('error' in run || since === undefined) return [];
    const last = run.annotations
      .map(annotation => annotation.id)
      .sort()
      .at(-1) as EventId;
    return [{ id, commit, name: run.run.name, since, last }];
  });
}
