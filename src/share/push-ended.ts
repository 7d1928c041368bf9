/**
 * Pushes runs as they end, where `run.push` is `always`: each is put into a queue, a file of its id each, and whoever
 * is first pushes all there are, those as well that end meanwhile. So many runs that end together are few pushes. What
 * could not be sent stays in the queue for the next.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../git/repository.ts';
import { alone } from '../process/alone.ts';
import { isRunId, type RunId } from '../run/run-id.ts';
import { runIdOf } from '../run/run-ref.ts';
import type { PushReport } from '../run/sharing.ts';
import { findTips } from '../store/tips.ts';
import { eachPlace } from './each-place.ts';
import { type Pushing, pushRuns } from './push.ts';

export type PushingEnded = Omit<Pushing, 'tips' | 'isAll' | 'dryRun'>;

/** Queues a run and pushes the queue; returns what came of each push, none where another process is at it. Throws RemoteError. */
export async function pushEnded(request: PushingEnded, id: RunId): Promise<PushReport[]> {
  const queue = queueOf(request.repository.place);
  await mkdir(queue, { recursive: true, mode: 0o700 });
  await writeFile(join(queue, id), '', { mode: 0o600 });
  const reports: PushReport[] = [];
  const tried = new Set<string>();
  // Who came while this one was about to end has seen that somebody is at it, and has left.
  while ((await waiting(queue)).some(one => !tried.has(one))) {
    const done = await alone(`${queue}.lock`, () => pushQueue(request, { queue, tried, reports }));
    if (done === undefined) break;
  }
  return reports;
}

interface Queue {
  readonly queue: string;
  /** Those that were tried by this process. */
  readonly tried: Set<string>;
  readonly reports: PushReport[];
}

async function pushQueue(request: PushingEnded, { queue, tried, reports }: Queue): Promise<true> {
  for (;;) {
    const ids = (await waiting(queue)).filter(id => !tried.has(id));
    if (ids.length === 0) return true;
    for (const id of ids) tried.add(id);
    const tips = await findTips(request.repository, ids);
    const refused = new Set<RunId | undefined>();
    for (const place of eachPlace(request.repository.config, request)) {
      const report = await pushRuns({ ...request, ...place, tips, isAll: false, dryRun: false });
      reports.push(report);
      for (const { ref } of report.refused) refused.add(runIdOf(ref));
    }
    for (const id of ids) if (!refused.has(id)) await rm(join(queue, id), { force: true });
  }
}

async function waiting(queue: string): Promise<RunId[]> {
  const names: string[] = await readdir(queue).catch(() => []);
  return names.filter(isRunId).sort();
}

function queueOf({ commonDir }: Pick<Place, 'commonDir'>): string {
  return join(commonDir, 'git-run', 'to-push');
}
