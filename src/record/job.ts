/** The job itself, and what goes on beside it: its output is written, its resources are watched, the journal is kept alive. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { CaptureContext } from '../capture/capture.ts';
import { openLog } from '../capture/job/output.ts';
import { watchResources } from '../capture/job/resources.ts';
import { sources } from '../capture/sources.ts';
import { execute } from '../exec/execute.ts';
import type { Execution, Exit } from '../exec/execution.ts';
import { bootId, processIdentity } from '../process/identity.ts';
import type { Problem } from '../run/run.ts';
import { beat, type LiveExit, type LiveRun, writeExit, writeFindings, writeRecorder } from './live.ts';
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

/** The journal is made durable so often, and its heartbeat renewed: ms. */
const BEAT = 1000;

/** Runs the job to its end. Throws CommandNotRunnableError where the system refuses to start it. */
export async function runJob(job: Job): Promise<LiveExit> {
  const { recording } = job;
  if (recording !== undefined) return runRecorded(job, recording);
  const started = performance.now();
  const exit = await start(job, { onOutput() {}, onStart() {} });
  return { exit, ended: Date.now(), resources: { wall: secondsSince(started) } };
}

async function runRecorded(job: Job, { live, request, context }: Recording): Promise<LiveExit> {
  const { now, settings } = request;
  const started = performance.now();
  const log = openLog({ directory: join(live.path, 'log'), limit: settings.logLimit, now });
  const problems: Problem[] = [];
  const beside: Promise<unknown>[] = [];
  let watch: ReturnType<typeof watchResources> | undefined;
  const pulse = setInterval(() => {
    beat(live, now()).catch(() => {});
    log.sync().catch(() => {});
  }, BEAT);
  try {
    const exit = await start(job, {
      onOutput: (stream, bytes) => log.write(stream, bytes),
      onProblem: problem => problems.push(problem),
      onStart(pid) {
        watch = watchResources(pid);
        beside.push(noteRecorder(live, pid), ...besideAll(live, context));
      },
    });
    const end = { exit, ended: now(), resources: { wall: secondsSince(started), ...(await watch?.stop()) } };
    // The log and what is looked at beside can take seconds, and must not cost the end that is known.
    const noted = writeExit(live, end).catch(() => {});
    const [{ trouble }] = await Promise.all([log.close(), noted, ...beside]);
    if (trouble !== undefined)
      problems.push({ code: 'log-incomplete', message: `the log is incomplete: ${trouble}` });
    if (problems.length > 0) await writeFindings(live, 'job', { problems }).catch(() => {});
    return end;
  } finally {
    clearInterval(pulse);
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

function start(
  { program, argv, directory: cwd, env, ignoreHangup }: Job,
  listeners: Pick<Execution, 'onOutput' | 'onStart' | 'onProblem'>,
): Promise<Exit> {
  return execute({ program, argv, cwd, env, ignoreHangup, ...listeners });
}

/** Notes which process records, and which one it has started; a failure only makes `recover` more careful. */
export async function noteRecorder(live: LiveRun, pid?: number): Promise<void> {
  const [recorder, child, boot] = await Promise.all([
    processIdentity(process.pid),
    pid === undefined ? undefined : processIdentity(pid),
    bootId(),
  ]);
  if (recorder === undefined) return;
  const note = { host: hostname(), boot, recorder, ...(child === undefined ? {} : { child }) };
  await writeRecorder(live, note).catch(() => {});
}

/** Starts the sources that look beside the job; what they find is in the journal as soon as it is found. */
function besideAll(live: LiveRun, context: CaptureContext): Promise<void>[] {
  return sources.flatMap(source => {
    if (source.beside === undefined) return [];
    const problem = (error: Error) => ({
      problems: [{ code: 'capture-failed', message: `${source.name}: ${error.message}` }],
    });
    return [
      source
        .beside(context)
        .catch(problem)
        .then(findings => writeFindings(live, source.name, findings))
        .catch(() => {}),
    ];
  });
}
