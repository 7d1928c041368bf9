/** How a journal stands: is somebody still recording it, and if not, what became of the job? */
import { hostname } from 'node:os';
import { bootId, isAlive } from '../process/identity.ts';
import { type Outcome, outcomeOf, type Resources } from '../run/run.ts';
import { type LiveExit, type LiveRun, lastBeat, madeAt, readExit, readRecorder } from './live.ts';

export type Standing =
  | { readonly kind: 'running' }
  /** The recorder is gone, and its job goes on without it. */
  | { readonly kind: 'orphaned'; readonly pid: number }
  | {
      readonly kind: 'abandoned';
      readonly outcome: Outcome;
      /** ms since 1970. */
      readonly ended: number;
      /** Absent where the recorder did not see the end. */
      readonly resources?: Resources;
    };

/** A run of another host is not given up before its heartbeat is so long past, in ms: its clock and file system may lag. */
const ELSEWHERE = 10 * 60_000;
/** A journal without a recorder is one that is just being made, or one whose maker died making it. */
const YOUNG = 60_000;

/** Finds out how a journal stands; `now` in ms since 1970. */
export async function standingOf(live: LiveRun, now: number): Promise<Standing> {
  const [recorder, exit, beat, boot] = await Promise.all([
    readRecorder(live),
    readExit(live),
    lastBeat(live),
    bootId(),
  ]);
  if (recorder === undefined) {
    if (now - Math.max(beat, await madeAt(live)) < YOUNG) return { kind: 'running' };
    if (exit !== undefined) return endedWith(exit);
    return { kind: 'abandoned', ended: beat, outcome: lost('it never started') };
  }
  if (recorder.host !== hostname()) {
    if (now - beat < ELSEWHERE) return { kind: 'running' };
    if (exit !== undefined) return endedWith(exit);
    return { kind: 'abandoned', ended: beat, outcome: lost(`no sign of life from ${recorder.host}`) };
  }
  if (await isAlive(recorder.recorder, recorder.boot)) return { kind: 'running' };
  if (exit !== undefined) return endedWith(exit);
  if (recorder.boot !== boot) {
    // Whatever ended the machine ended the job.
    return { kind: 'abandoned', ended: beat, outcome: { status: 'killed', signal: 'reboot' } };
  }
  if (recorder.child !== undefined && (await isAlive(recorder.child, recorder.boot))) {
    return { kind: 'orphaned', pid: recorder.child.pid };
  }
  return { kind: 'abandoned', ended: beat, outcome: lost('git-run was killed before the job ended') };
}

function endedWith({ exit, ended, resources }: LiveExit): Standing {
  return { kind: 'abandoned', ended, outcome: outcomeOf(exit), resources };
}

function lost(why: string): Outcome {
  return { status: 'lost', why };
}
