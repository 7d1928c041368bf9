/** The beginning of every recording, whoever does the job: a journal, and in it what is known and who records. */
import { join } from 'node:path';
import type { CaptureContext } from '../capture/capture.ts';
import type { RunId } from '../run/run-id.ts';
import {
  cacheDirectory,
  createLive,
  type LiveRun,
  planTime,
  ROOM,
  spoolDirectory,
  writePlan,
} from './live.ts';
import { type Companions, noteRecorder } from './note-recorder.ts';
import { type Preparation, type Prepared, prepare } from './prepare.ts';
import type { RecordRequest } from './request.ts';

/** The journal is beside the repository's refs; in a spool, where there is no room; beside the refs, where there is none either. */
export async function openJournal(
  { repository, env }: Pick<RecordRequest, 'repository' | 'env'>,
  id: RunId,
): Promise<LiveRun | Error> {
  const own = join(cacheDirectory(repository.place.commonDir), 'live');
  try {
    return await createLive(own, id, ROOM);
  } catch (error) {
    // One run, one journal.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return error as Error;
    return createLive(spoolDirectory(env), id, ROOM)
      .catch(() => createLive(own, id))
      .catch(() => error as Error);
  }
}

interface ContextParts {
  readonly live: LiveRun;
  readonly argv: readonly string[];
  readonly env: CaptureContext['env'];
}

/** What the sources of findings are told. */
export function contextOf(
  { repository, settings, directory }: Pick<RecordRequest, 'repository' | 'settings' | 'directory'>,
  { live, argv, env }: ContextParts,
): CaptureContext {
  const { workTree, commonDir } = repository.place;
  const cache = cacheDirectory(commonDir);
  return { repository, settings, workTree: workTree as string, directory, argv, env, live: live.path, cache };
}

export interface Begun extends Preparation {
  /** When the plan was written, by the file system's own clock: ms since 1970; absent where it could not be. */
  readonly planned?: number;
}

/** Prepares a run. The recorder is noted at once: what is being prepared for minutes must not be taken for abandoned. */
export async function begin(prepared: Prepared, companions: Companions = {}): Promise<Begun> {
  const { live } = prepared;
  const [preparation] = await Promise.all([prepare(prepared), noteRecorder(live, companions)]);
  try {
    await writePlan(live, preparation.plan);
    return { ...preparation, planned: await planTime(live) };
  } catch {
    // Tried again at the end.
    return preparation;
  }
}
