/**
 * A run that is written by a program, instead of being a command that we execute: what it says goes into the journal
 * as a job's would, and when it says that it has ended, the journal becomes a run. Where this process dies before
 * that, `recover` makes a run of what was written.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { childEnvironment } from '../exec/child-environment.ts';
import { RunNotStoredError } from '../run/journal-errors.ts';
import { GitCommandError } from '../run/repository-errors.ts';
import { exitOf, type Outcome, type Problem } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import type { Source } from '../run/source.ts';
import { newRunId } from '../store/new-id.ts';
import { type Begun, begin, contextOf, openJournal } from './begin.ts';
import { lookBeside } from './beside.ts';
import { type Finished, finish } from './finish.ts';
import { type LiveExit, type LiveRun, planTime, readRecorder, syncLive, writeExit } from './live.ts';
import { noteRecorder } from './note-recorder.ts';
import { fillPlaceholders, type RunPlan } from './plan.ts';
import { startPulse } from './pulse.ts';
import type { RecordRequest } from './request.ts';
import { mended, rescue } from './rescue.ts';
import { standingOf } from './standing.ts';

type Asked = 'repository' | 'settings' | 'env' | 'directory' | 'now';
type Given = 'name' | 'params' | 'tags' | 'note' | 'seed' | 'lineage' | 'source';

export interface WriteRequest extends Pick<RecordRequest, Asked>, Partial<Pick<RecordRequest, Given>> {
  /** What is shown as its command, and executed to run it again. */
  readonly argv: readonly string[];
  /** That of the settings where absent. */
  readonly experiment?: string;
  /** ms since 1970; now where absent. */
  readonly started?: number;
  /**
   * The process that writes it, which `git run stop` asks to end. Where ours is killed, the run goes on while that one
   * lives. Absent where it is not known.
   */
  readonly pid?: number;
  /** One that no run has; a new one, of the time it started, where absent. */
  readonly id?: RunId;
}

export interface WrittenRun {
  readonly id: RunId;
  readonly name: string;
  /**
   * The file to which events are appended, one JSON object a line. Processes that write at once have a file each
   * beside it: `events.<host>.<pid>`.
   */
  readonly events: string;
  /** The directory of what is kept as artifacts. */
  readonly artifacts: string;
  /** What it runs on, for others that start now; absent where it could not be stored yet. */
  readonly source?: Source;
  /** Has the run say of itself what could not be recorded as it should. Of no effect once it has ended. */
  addProblem(problem: Problem): void;
  /**
   * Stores it as a run, and removes its journal; called again it answers the same. `ended` in ms since 1970, now where
   * absent. Throws RunNotStoredError: then the journal is kept for `recover`.
   */
  end(outcome: Outcome, ended?: number): Promise<Finished>;
}

/** Begins a run. Throws the system's error where there is no room for its journal. */
export async function openWrittenRun(asked: WriteRequest): Promise<WrittenRun> {
  const started = asked.started ?? asked.now();
  const request = requestOf(asked);
  const live = await openJournal(request, asked.id ?? newRunId(started));
  if (live instanceof Error) throw live;
  const { argv } = fillPlaceholders(request.argv, request.params);
  const { env, withheld } = childEnvironment(request.env, {});
  const context = contextOf(request, { live, argv, env });
  const companions = asked.pid === undefined ? {} : { child: asked.pid };
  const begun = await begin({ request, live, context, started, withheld }, companions);
  void Promise.all([syncLive(live), request.repository.sync()]).catch(() => {});
  const ending = new AbortController();
  const beside = lookBeside(live, context, ending.signal);
  const settled = async () => {
    ending.abort();
    await Promise.all(beside);
  };
  return writing({ ...asked, live, begun }, settled);
}

/** A journal whose recorder is gone, as `listJournals` tells of it. */
interface LeftJournal {
  readonly live: LiveRun;
  readonly plan: RunPlan;
}

/**
 * Goes on with a run whose recorder was killed. Undefined where another process is quicker, or the run stood on nothing
 * yet that could be stored: that one is for `recover`.
 */
export async function reopenWrittenRun(
  asked: Pick<WriteRequest, 'repository' | 'env' | 'now'>,
  { live, plan }: LeftJournal,
): Promise<WrittenRun | undefined> {
  if (plan.source === undefined || !(await takeOver(live, asked.now()))) return undefined;
  return writing({ ...asked, live, begun: { plan, planned: await planTime(live) } }, async () => {});
}

/** Of those that want to go on with a run one does: it alone can make the file that bears its last recorder's number. */
async function takeOver(live: LiveRun, now: number): Promise<boolean> {
  const before = (await readRecorder(live).catch(() => undefined))?.recorder;
  const mark = join(live.path, `taken-over.${before?.pid ?? 0}.${before?.start ?? 'unknown'}`);
  const isFirst = await writeFile(mark, '', { flag: 'wx', mode: 0o600 }).then(
    () => true,
    () => false,
  );
  if (!isFirst || (await standingOf(live, now)).kind !== 'abandoned') return false;
  await noteRecorder(live);
  return true;
}

interface Writing extends Pick<WriteRequest, 'repository' | 'env' | 'now'> {
  readonly live: LiveRun;
  readonly begun: Begun;
}

/** `settled` waits for what is still being found out beside it. */
function writing({ repository, env, now, live, begun }: Writing, settled: () => Promise<void>): WrittenRun {
  const problems: Problem[] = [...begun.plan.problems];
  const endPulse = startPulse(live);
  let finished: Promise<Finished> | undefined;
  return {
    id: live.id,
    name: begun.plan.name,
    events: join(live.path, 'events'),
    artifacts: join(live.path, 'artifacts'),
    ...(begun.plan.source === undefined ? {} : { source: begun.plan.source }),
    addProblem: problem => void problems.push(problem),
    end(outcome, ended = now()) {
      finished ??= (async () => {
        await settled();
        try {
          const plan = { ...begun.plan, problems };
          const written = { repository, env, now, live, begun: { ...begun, plan } };
          return await conclude(written, outcome, ended);
        } finally {
          endPulse();
        }
      })();
      return finished;
    },
  };
}

function requestOf({ experiment, settings, ...asked }: WriteRequest): RecordRequest {
  return {
    params: {},
    tags: {},
    note: '',
    lineage: [],
    ...asked,
    settings: experiment === undefined ? settings : { ...settings, experiment },
  };
}

async function conclude(
  { repository, env, live, begun }: Writing,
  outcome: Outcome,
  ended: number,
): Promise<Finished> {
  const wall = Math.max(0, (ended - Date.parse(begun.plan.started)) / 1000);
  const exit = exitOf(outcome);
  const end: LiveExit | undefined = exit && { exit, ended, resources: { wall } };
  try {
    // Where we are killed while it is stored, it has ended as it has.
    if (end !== undefined) await writeExit(live, end).catch(() => {});
    const plan = await mended(live, begun, end);
    if (begun.trouble !== undefined) throw begun.trouble;
    const store = () => finish(repository, live, plan, { outcome, ended, resources: { wall } });
    return await store().catch(error => {
      if (error instanceof GitCommandError) return store();
      throw error;
    });
  } catch (error) {
    const { journal } = await rescue({ live, plan: begun.plan, env }, end, error as Error);
    throw new RunNotStoredError(live.id, error as Error, journal);
  }
}
