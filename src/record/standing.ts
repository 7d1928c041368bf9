/** How a journal stands: is somebody still recording it, and if not, what became of the job? */
import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { bootId, bootTime, isAlive, pidSpace } from '../process/identity.ts';
import { type Outcome, outcomeOf, type Resources } from '../run/run.ts';
import {
  type LiveExit,
  type LiveRun,
  lastBeat,
  madeAt,
  type Recorder,
  readExit,
  readRecorder,
} from './live.ts';

export type Standing =
  | { readonly kind: 'running' }
  /** The recorder is gone, and its job goes on without it. */
  | { readonly kind: 'orphaned'; readonly pid: number }
  /** The recorder and its job are gone; its keeper still puts away the last of the output. */
  | { readonly kind: 'closing'; readonly pid: number }
  | {
      readonly kind: 'abandoned';
      readonly outcome: Outcome;
      /** ms since 1970. */
      readonly ended: number;
      /** Absent where the recorder did not see the end. */
      readonly resources?: Resources;
    };

/** A run of another host is not given up before its heartbeat is so long past, in ms: its file system may lag. */
const ELSEWHERE = 10 * 60_000;
/** A journal without a recorder is one that is just being made, or one whose maker died making it. */
const YOUNG = 60_000;

/** Finds out how a journal stands; `now` in ms since 1970. */
export async function standingOf(live: LiveRun, now: number): Promise<Standing> {
  const [recorder, exit, beat] = await Promise.all([
    readRecorder(live).catch(() => 'unreadable' as const),
    readExit(live).catch(() => undefined),
    lastBeat(live),
  ]);
  const abandoned = (why: string): Standing =>
    exit === undefined ? { kind: 'abandoned', ended: beat, outcome: lost(why) } : endedWith(exit);
  if (recorder === undefined) {
    const made = Math.max(beat, await madeAt(live));
    return now - made < YOUNG ? { kind: 'running' } : abandoned('it never started');
  }
  const where = recorder === 'unreadable' ? 'elsewhere' : await whereIs(recorder, beat);
  if (recorder === 'unreadable' || where === 'elsewhere') {
    if (now + skewOf(live) - beat < ELSEWHERE) return { kind: 'running' };
    return abandoned(`no sign of life from ${recorder === 'unreadable' ? 'its recorder' : recorder.host}`);
  }
  if (where === 'before') {
    if (exit !== undefined) return endedWith(exit);
    // Whatever ended the machine ended the job.
    return { kind: 'abandoned', ended: beat, outcome: { status: 'killed', signal: 'reboot' } };
  }
  if (exit !== undefined && !(await isAlive(recorder.recorder, recorder.boot))) return endedWith(exit);
  return standingHere(recorder, beat);
}

async function standingHere({ recorder, child, keeper, boot }: Recorder, beat: number): Promise<Standing> {
  if (await isAlive(recorder, boot)) return { kind: 'running' };
  if (child !== undefined && (await isAlive(child, boot))) return { kind: 'orphaned', pid: child.pid };
  if (keeper !== undefined && (await isAlive(keeper, boot))) return { kind: 'closing', pid: keeper.pid };
  return { kind: 'abandoned', ended: beat, outcome: lost('git-run was killed before the job ended') };
}

/**
 * Whether a recorder's numbers of processes are ours; `before`: they were, until this machine was started anew.
 * Hosts and containers may share a name: what beats since our start under another boot is not an earlier us.
 */
async function whereIs(
  { host, boot, space }: Recorder,
  beat: number,
): Promise<'here' | 'before' | 'elsewhere'> {
  if (host !== hostname()) return 'elsewhere';
  if (boot !== (await bootId())) return beat < bootTime() ? 'before' : 'elsewhere';
  return space === undefined || space === pidSpace() ? 'here' : 'elsewhere';
}

/** Whether the numbers of a recorder's processes name processes that we see. */
export async function isHere(recorder: Recorder): Promise<boolean> {
  return (await whereIs(recorder, Number.POSITIVE_INFINITY)) === 'here';
}

/** How far the clock that heartbeats are measured by, the file system's, is ahead of ours: ms. */
function skewOf({ id, path }: LiveRun): number {
  const probe = join(dirname(path), `.clock-${id}-${process.pid}`);
  try {
    const file = openSync(probe, 'wx', 0o600);
    try {
      return fstatSync(file).mtimeMs - Date.now();
    } finally {
      closeSync(file);
      rmSync(probe, { force: true });
    }
  } catch {
    // What cannot be written to has to be believed.
    return 0;
  }
}

function endedWith({ exit, ended, resources }: LiveExit): Standing {
  return { kind: 'abandoned', ended, outcome: outcomeOf(exit), resources };
}

function lost(why: string): Outcome {
  return { status: 'lost', why };
}
