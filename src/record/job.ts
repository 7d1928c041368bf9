/** The job itself, and what goes on beside it: its output is written, its resources are watched, the journal is kept alive. */
import type { CaptureContext } from '../capture/capture.ts';
import { openLog } from '../capture/job/output.ts';
import { openSamples } from '../capture/job/resource-samples.ts';
import { watchResources } from '../capture/job/resources.ts';
import { execute } from '../exec/execute.ts';
import type { Execution, Exit } from '../exec/execution.ts';
import type { Problem } from '../run/run.ts';
import { lookBeside } from './beside.ts';
import { type LiveExit, type LiveRun, logDirectory, syncLive, writeExit, writeFindings } from './live.ts';
import { samplesFile } from './live-resources.ts';
import { type Companions, noteRecorder } from './note-recorder.ts';
import { startPulse } from './pulse.ts';
import type { RecordRequest } from './request.ts';

export interface Job {
  readonly program: string;
  readonly argv: readonly string[];
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ignoreHangup: boolean;
  /** Absent where there is no room for a journal: then nothing is noted, and the job runs all the same. */
  readonly recording?: Recording;
}

interface Recording {
  readonly live: LiveRun;
  readonly context: CaptureContext;
  readonly request: RecordRequest;
}

/** How a job ended, and what went wrong beside it that found no room in the journal. */
export interface JobEnd extends LiveExit {
  readonly unsaid?: readonly Problem[];
}

/** Runs the job to its end. Throws CommandNotRunnableError where the system refuses to start it. */
export async function runJob(job: Job): Promise<JobEnd> {
  const { recording } = job;
  if (recording !== undefined) return runRecorded(job, recording);
  const started = performance.now();
  const exit = await start(job, { onOutput() {}, onStart() {} });
  return { exit, ended: Date.now(), resources: { wall: secondsSince(started) } };
}

async function runRecorded(job: Job, { live, request, context }: Recording): Promise<JobEnd> {
  const { now, settings } = request;
  const started = performance.now();
  const log = openLog({ directory: logDirectory(live), limit: settings.logLimit, now });
  const samples = openSamples({ file: samplesFile(live), job: context });
  const problems: Problem[] = [];
  const beside: Promise<unknown>[] = [];
  const ending = new AbortController();
  let watch: ReturnType<typeof watchResources> | undefined;
  const endPulse = startPulse(live, log);
  const note = recorderNotes(live);
  try {
    const exit = await start(job, {
      onOutput: (stream, bytes) => log.write(stream, bytes),
      onProblem: problem => problems.push(problem),
      onStart(pid) {
        watch = watchResources(pid, { onLook: samples.look });
        beside.push(note({ child: pid }), ...lookBeside(live, context, ending.signal));
      },
      onKeeper: pid => beside.push(note({ keeper: pid })),
    });
    ending.abort();
    const end = { exit, ended: now(), resources: { wall: secondsSince(started), ...(await watch?.stop()) } };
    // The log and what is looked at beside can take seconds, and must not cost the end that is known.
    const noted = writeExit(live, end)
      .then(() => syncLive(live))
      .catch(() => {});
    const [{ trouble }] = await Promise.all([log.close(), samples.close(), noted, ...beside]);
    if (trouble !== undefined)
      problems.push({ code: 'log-incomplete', message: `the log is incomplete: ${trouble}` });
    if (problems.length === 0) return end;
    return await writeFindings(live, 'job', { problems }).then(
      () => end,
      () => ({ ...end, unsaid: problems }),
    );
  } finally {
    endPulse();
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

function start(
  { program, argv, directory: cwd, env, ignoreHangup, recording }: Job,
  listeners: Pick<Execution, 'onOutput' | 'onStart' | 'onKeeper' | 'onProblem'>,
): Promise<Exit> {
  const words = recording?.request.keeper;
  const keeper = words === undefined ? {} : { keeper: [...words, recording?.live.path as string] };
  return execute({ program, argv, cwd, env, ignoreHangup, ...keeper, ...listeners });
}

/** Notes of processes, one after the other: each is a new whole of the same file. */
function recorderNotes(live: LiveRun): (pids: Companions) => Promise<void> {
  let known: Companions = {};
  let turn = Promise.resolve();
  return pids => {
    known = { ...known, ...pids };
    const all = known;
    turn = turn.then(() => noteRecorder(live, all));
    return turn;
  };
}
