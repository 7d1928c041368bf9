/**
 * Goes on where a recorder was killed: the keeper it had has become this program, and has the job's output in its
 * hands. It passes it on and logs it as before, until the job has ended. To make a run of it is left to `recover`.
 */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog } from '../capture/job/output.ts';
import { openSamples } from '../capture/job/resource-samples.ts';
import { watchResources } from '../capture/job/resources.ts';
import type { KeptStream } from '../exec/keeper.ts';
import { passOn } from '../exec/pass-on.ts';
import { ignoreSignals } from '../exec/signals.ts';
import { inheritedChannel } from '../process/channel.ts';
import { isAlive, processIdentity } from '../process/identity.ts';
import type { Problem } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import {
  beat,
  type LiveRun,
  logDirectory,
  type Recorder,
  readPlan,
  readRecorder,
  writeFindings,
  writeRecorder,
} from './live.ts';
import { samplesFile } from './live-resources.ts';
import type { RunPlan } from './plan.ts';
import { startPulse } from './pulse.ts';

/** How often it looks whether the job is still there: ms. */
const LOOK = 50;

/** Takes over the output of the job of a journal, and returns when it has ended. Needs no repository. */
export async function keep(journal: string, streams: readonly KeptStream[]): Promise<void> {
  ignoreSignals();
  const live: LiveRun = { id: basename(journal) as RunId, path: journal };
  const recorder = await noted(live);
  const only = streams.length === 1 ? streams[0]?.name : undefined;
  const plan = await readPlan(live).catch(() => undefined);
  const limit = plan?.settings.logLimit ?? Number.POSITIVE_INFINITY;
  const log = openLog({ directory: logDirectory(live), limit, now: Date.now, resume: only ?? 'unknown' });
  const endPulse = startPulse(live, log);
  const problems: Problem[] = [KILLED];
  const passing = streams.map(({ name, from, to }) =>
    passOn(
      { name, channel: inheritedChannel(from), to },
      {
        onOutput: (stream, bytes) => log.write(stream, bytes),
        onProblem: problem => problems.push(problem),
      },
    ),
  );
  const endWatch = watchOn(live, recorder, plan);
  await jobEnd(recorder, passing);
  await endWatch();
  await Promise.all(passing.map(one => one.finish()));
  await log.close();
  endPulse();
  // The end of the run, as far as anybody knows.
  await beat(live).catch(() => {});
  // A journal that was removed meanwhile stays removed.
  if (await isThere(live)) await writeFindings(live, 'keeper', { problems }).catch(() => {});
}

const KILLED: Problem = {
  code: 'recorder-killed',
  message:
    'git-run was killed before the job: what it had just read of its output may be missing from the log',
};

/** Goes on measuring the job, without its graphics processors; returns the end of it. */
function watchOn(
  live: LiveRun,
  recorder: Recorder | undefined,
  plan: RunPlan | undefined,
): () => Promise<void> {
  if (recorder?.child === undefined || plan === undefined) return async () => {};
  const samples = openSamples({ file: samplesFile(live), started: Date.parse(plan.started) });
  const watch = watchResources(recorder.child.pid, { onLook: samples.look });
  return async () => {
    await watch.stop();
    await samples.close();
  };
}

/** What the recorder noted, and us: it may have been killed before it did, and `recover` must wait for us. */
async function noted(live: LiveRun): Promise<Recorder | undefined> {
  const recorder = await readRecorder(live).catch(() => undefined);
  if (recorder === undefined || recorder.keeper?.pid === process.pid) return recorder;
  const keeper = await processIdentity(process.pid);
  if (keeper !== undefined) await writeRecorder(live, { ...recorder, keeper }).catch(() => {});
  return recorder;
}

/** Waits for the job's end; where it is not known which process it is, for the end of its output. */
async function jobEnd(
  recorder: Recorder | undefined,
  passing: readonly { isOver(): boolean }[],
): Promise<void> {
  const { child } = recorder ?? {};
  const goesOn = async () =>
    child === undefined ? passing.some(one => !one.isOver()) : isAlive(child, recorder?.boot ?? '');
  while (await goesOn()) await delay(LOOK);
}

function isThere({ path }: LiveRun): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
