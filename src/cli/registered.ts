/** Which registered models a run is in, where somebody asks. */
import { type RegisteredVersion, versionsOfRun } from '../run/registered-model.ts';
import type { RunId } from '../run/run-id.ts';
import type { Context } from './context.ts';

/** The versions that come from a run, of the registered models that are here; none where runs are read from a remote. */
export async function registeredVersions(context: Context, run: RunId): Promise<RegisteredVersion[]> {
  if (context.remote !== undefined) return [];
  const [repository, { listRecords }, { MODEL }] = await Promise.all([
    context.repository(),
    import('../store/records.ts'),
    import('../store/model-kind.ts'),
  ]);
  return versionsOfRun(await listRecords(repository, MODEL), run);
}
