/** The bytes of large artifacts: sent before the runs that have but pointers to them, and brought after. */
import type { Content } from '../git/lfs/pointer.ts';
import type { Repository } from '../git/repository.ts';
import { GitLfsMissingError } from '../run/content-errors.ts';
import { GitRunError } from '../run/errors.ts';
import { RemoteError } from '../run/repository-errors.ts';
import { runRef } from '../run/run-ref.ts';
import type { FetchedLarge, Refused, SentLarge } from '../run/sharing.ts';
import { neededContents } from '../store/needed-contents.ts';
import { type Clock, withRetries } from './patience.ts';
import type { PlannedRun } from './plan-run.ts';
import type { Sharing } from './there.ts';

export interface Carrying {
  readonly repository: Repository;
  readonly sharing: Sharing;
  readonly clock: Clock;
  /** Told of trouble that is waited out. */
  readonly onPause?: ((error: Error) => void) | undefined;
}

/**
 * Sends what runs need of large contents, as far as it is here: of a run that was brought from there without them they
 * may be there. Runs whose bytes could not be sent are refused: a pointer to nothing helps nobody. With `dryRun` it only
 * looks.
 */
export async function sendLarge(
  { repository, sharing, clock, onPause }: Carrying,
  runs: readonly PlannedRun[],
  dryRun: boolean,
): Promise<{ readonly large?: SentLarge; readonly refused: readonly Refused[] }> {
  const commits = runs.flatMap(({ change }) => (change.to === undefined ? [] : [change.to]));
  const needed = await neededContents(repository.objects, commits);
  if (needed.length === 0) return { refused: [] };
  const absent = new Set(await absentOf(repository, needed));
  const here = needed.filter(content => !absent.has(content));
  const large = { files: here.length, bytes: sum(here), absent: absent.size };
  if (dryRun || here.length === 0) return { large, refused: [] };
  const { remote, transfer } = sharing;
  try {
    const send = async () => repository.largeFiles?.send(remote, here, transfer);
    await withRetries(clock, send, { signal: transfer.signal, onPause });
    return { large, refused: [] };
  } catch (error) {
    if (!(error instanceof GitRunError)) throw error;
    const ids = new Set<string>(here.flatMap(({ runs }) => runs));
    const refused = runs.filter(({ run }) => ids.has(run.id)).map(({ run }) => refusal(run, error));
    return { refused };
  }
}

function refusal({ id, name }: PlannedRun['run'], error: GitRunError): Refused {
  const remedy = remedyOf(error);
  return {
    ref: runRef(id),
    ...(name === undefined ? {} : { name }),
    why: error.message,
    ...(remedy === undefined ? {} : { remedy }),
  };
}

/** Brings what runs need of large contents and is not here; that it cannot be had keeps nobody from the runs. */
export async function fetchLarge(
  { repository, sharing, clock, onPause }: Carrying,
  commits: readonly string[],
): Promise<FetchedLarge | undefined> {
  const wanted = await absentOf(repository, await neededContents(repository.objects, commits));
  if (wanted.length === 0) return undefined;
  const { remote, transfer } = sharing;
  let failure: GitRunError | undefined;
  try {
    const bring = async () => repository.largeFiles?.fetch(remote, wanted, transfer);
    await withRetries(clock, bring, { signal: transfer.signal, onPause });
  } catch (error) {
    if (!(error instanceof GitRunError)) throw error;
    failure = error;
  }
  const left = new Set(await absentOf(repository, wanted));
  const come = wanted.filter(content => !left.has(content));
  const remedy = failure && remedyOf(failure);
  return {
    files: come.length,
    bytes: sum(come),
    left: left.size,
    ...(failure === undefined ? {} : { why: failure.message }),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

async function absentOf<Of extends Content>({ contents }: Repository, wanted: readonly Of[]): Promise<Of[]> {
  const absent: Of[] = [];
  for (const content of wanted) if ((await contents.find(content)) === undefined) absent.push(content);
  return absent;
}

function sum(contents: readonly Content[]): number {
  return contents.reduce((total, { size }) => total + size, 0);
}

function remedyOf(error: GitRunError): string | undefined {
  if (error instanceof RemoteError) return error.data.remedy;
  if (error instanceof GitLfsMissingError)
    return 'install git-lfs; --no-artifacts leaves large files where they are';
  return 'git run fsck tells which run is hurt';
}
