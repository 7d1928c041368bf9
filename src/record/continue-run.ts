/** A run that has ended goes on: what is added to it goes into a journal of its own, and becomes an edit of the run. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exitOf, type Outcome } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import { newRunId } from '../store/new-id.ts';
import { openJournal } from './begin.ts';
import { type Continuation, OWN, writeContinuation } from './continuation.ts';
import { finishContinuation } from './finish-continuation.ts';
import { authorOf } from './identity.ts';
import { type LiveRun, syncLive, writeExit } from './live.ts';
import { noteRecorder } from './note-recorder.ts';
import { startPulse } from './pulse.ts';
import type { RecordRequest } from './request.ts';

export interface ContinueRequest extends Pick<RecordRequest, 'repository' | 'settings' | 'env' | 'now'> {
  /** The run that goes on. */
  readonly run: RunId;
}

export interface OpenContinuation {
  /** Files to which lines are appended: of the event protocol, and as of `editLine`. */
  readonly events: string;
  readonly edits: string;
  /** Directories of files that are added to the run, and of the attempt's own. */
  readonly artifacts: string;
  readonly own: string;
  /** Notes that the run goes on, or how it has ended by now; ms since 1970. Where we are killed it is so. */
  running(): Promise<void>;
  ended(outcome: Outcome, at: number): Promise<void>;
  /**
   * Stores it, and removes its journal. The run ends as `outcome` says; as before, where there is none. Throws where it
   * cannot be stored: the journal is kept, and this can be tried again.
   */
  end(end?: { readonly outcome: Outcome; readonly at: number }): Promise<void>;
}

/** Begins. Throws the system's error where there is no room for a journal. */
export async function openContinuation(request: ContinueRequest): Promise<OpenContinuation> {
  const { repository, settings, env, now, run } = request;
  const { workTree = '', commonDir } = repository.place;
  const started = now();
  const live = await openJournal(request, newRunId(started));
  if (live instanceof Error) throw live;
  const { name, email } = authorOf(repository.config, env);
  const whole: Continuation = {
    ...{ version: 1, run, started: new Date(started).toISOString(), author: { name, email } },
    ...{ settings, workTree, repository: commonDir, isRunning: false },
  };
  const own = join(live.path, OWN);
  mkdirSync(join(own, 'artifacts'), { recursive: true, mode: 0o700 });
  await Promise.all([writeContinuation(live, whole), noteRecorder(live)]);
  const endPulse = startPulse(live);
  void Promise.all([syncLive(live), repository.sync()]).catch(() => {});
  return {
    ...{ events: join(live.path, 'events'), edits: join(live.path, 'edits') },
    ...{ artifacts: join(live.path, 'artifacts'), own },
    async running() {
      await writeContinuation(live, { ...whole, isRunning: true });
      await rm(join(live.path, 'exit.json'), { force: true });
    },
    ended: (outcome, at) => noteEnd(live, { outcome, at, wall: Math.max(0, (at - started) / 1000) }),
    async end(end) {
      await finishContinuation(repository, live, whole, { now: now(), ...end });
      endPulse();
    },
  };
}

interface End {
  readonly outcome: Outcome;
  readonly at: number;
  readonly wall: number;
}

async function noteEnd(live: LiveRun, { outcome, at, wall }: End): Promise<void> {
  const exit = exitOf(outcome);
  if (exit !== undefined) await writeExit(live, { exit, ended: at, resources: { wall } });
}
