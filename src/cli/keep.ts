/** The program as a keeper: started by nobody but itself, it goes on with the output of a job whose recorder was killed. */
import type { KeptStream } from '../exec/keeper.ts';

/** The word that makes it one; the journal and the streams, as JSON, come behind it. */
export const KEEP = '--keep';

/** Goes on until the job has ended; returns the exit code. */
export async function keepOn([journal, streams]: readonly string[]): Promise<number> {
  if (journal === undefined || streams === undefined) return 2;
  const { keep } = await import('../record/keep.ts');
  await keep(journal, JSON.parse(streams) as KeptStream[]);
  return 0;
}
