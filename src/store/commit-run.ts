/** The commit of a run, signed where that is asked for. */
import type { NewCommit, Repository } from '../git/repository.ts';
import { SigningError } from '../run/repository-errors.ts';
import type { Run } from '../run/run.ts';
import { runMessage } from './encode.ts';
import { signingOf } from './signing.ts';

export interface CommittedRun {
  readonly commit: string;
  /** Why it is not signed, though it should be. */
  readonly unsigned?: string;
}

/**
 * Makes the commit and moves its ref. A run is not lost for want of a signature: then its message says why there is
 * none. Its message, not its record: the files are those of the attempt, and no other tree is left to hold them.
 */
export async function commitRun(
  { objects, config }: Pick<Repository, 'objects' | 'config'>,
  run: Run,
  commit: Omit<NewCommit, 'message' | 'sign'>,
): Promise<CommittedRun> {
  const make = async (how: Pick<NewCommit, 'message' | 'sign'>): Promise<CommittedRun> => {
    const [ids] = await objects.commit([{ ...commit, ...how }]);
    return { commit: ids?.commit as string };
  };
  const message = runMessage(run);
  const sign = signingOf(config);
  if (sign === undefined) return make({ message });
  try {
    return await make({ message, sign });
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    const unsigned = error.data.why;
    return { ...(await make({ message: runMessage(run, unsigned) })), unsigned };
  }
}
