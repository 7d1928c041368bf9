/** What is done for a run whose journal was damaged, or that cannot be stored. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Begun } from './begin.ts';
import {
  copyLive,
  hasContent,
  type LiveExit,
  type LiveRun,
  spoolDirectory,
  syncLive,
  writeExit,
  writePlan,
} from './live.ts';
import { noteRecorder } from './note-recorder.ts';
import type { RunPlan } from './plan.ts';
import { removeLive } from './remove-live.ts';
import type { RecordRequest, Trouble } from './request.ts';

/** Writes again what a full disk, or the job itself, took from the journal. */
export async function mended(
  live: LiveRun,
  { plan, planned }: Begun,
  ended: LiveExit | undefined,
): Promise<RunPlan> {
  if (existsSync(join(live.path, 'plan.json'))) return plan;
  const message = 'its journal was removed while it ran: its output and what it said of itself are lost';
  const problems = planned === undefined ? [] : [{ code: 'journal-lost', message }];
  const whole = { ...plan, problems: [...plan.problems, ...problems] };
  await mkdir(live.path, { recursive: true, mode: 0o700 });
  await writePlan(live, whole);
  if (ended !== undefined) await writeExit(live, ended);
  return whole;
}

export interface Unstored extends Pick<RecordRequest, 'env'> {
  readonly live: LiveRun;
  readonly plan: RunPlan;
}

/** Completes the journal of a run that could not be stored: where it is, else in the spool, else as it is. */
export async function rescue(
  { live, plan, env }: Unstored,
  ended: LiveExit | undefined,
  error: Error,
): Promise<Trouble> {
  const complete = async (journal: LiveRun): Promise<Trouble> => {
    await writePlan(journal, plan);
    if (ended !== undefined) await writeExit(journal, ended);
    // Without it nobody would dare to touch the journal for a minute.
    await noteRecorder(journal);
    await syncLive(journal);
    return { error, journal: journal.path };
  };
  try {
    return await complete(live);
  } catch {
    const spooled = { id: live.id, path: join(spoolDirectory(env), live.id) };
    try {
      if (existsSync(live.path)) await copyLive(live, spooled);
      else await mkdir(spooled.path, { recursive: true, mode: 0o700 });
      const trouble = await complete(spooled);
      // Of two journals of one run the older would be recovered first.
      await removeLive(live).catch(() => {});
      return trouble;
    } catch {
      // Nobody would know whose it is.
      await removeLive(spooled).catch(() => {});
      if (await hasContent(live)) return { error, journal: live.path };
      await removeLive(live).catch(() => {});
      return { error };
    }
  }
}
