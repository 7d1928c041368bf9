/** The runs in the trash. */
import type { Repository } from '../git/repository.ts';
import { trashedSince } from '../run/annotation.ts';
import type { EventId } from '../run/run-id.ts';
import type { RunTip } from '../run/run-tip.ts';
import { loadTips } from '../store/list.ts';
import { listRefTips, withFolded } from '../store/tips.ts';

export interface TrashedRun extends RunTip {
  readonly name: string;
  /** ms since 1970. */
  readonly since: number;
  /** Its edits. */
  readonly edits: readonly EventId[];
}

/**
 * Finds them; a run that cannot be read is none of them. Only runs with edits are read: the others cannot be there. Nor
 * can those without a ref: what is in the trash is not folded.
 */
export async function listTrash(repository: Repository): Promise<TrashedRun[]> {
  const tips = await listRefTips(repository);
  const edits = await repository.objects.read(tips.map(({ commit }) => `${commit}:annotations`));
  const found = await trashedOf(
    repository,
    tips.filter((_, at) => edits[at] !== undefined),
  );
  // Another clone may have restored one, and folded it.
  const whole = await withFolded(repository, found);
  return whole.every(({ others }) => others === undefined) ? found : trashedOf(repository, whole);
}

async function trashedOf(repository: Repository, tips: readonly RunTip[]): Promise<TrashedRun[]> {
  const runs = await loadTips(repository, tips);
  return runs.flatMap((run, at) => {
    const since = 'error' in run ? undefined : trashedSince(run.annotations);
    if ('error' in run || since === undefined) return [];
    const edits = run.annotations.map(annotation => annotation.id).sort();
    return [{ ...(tips[at] as RunTip), name: run.run.name, since, edits }];
  });
}
