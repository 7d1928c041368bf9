import type { Log } from '../capture/job/output.ts';
import { beat, type LiveRun } from './live.ts';

/** The journal is made durable so often, and its heartbeat renewed: ms. */
const BEAT = 1000;

/**
 * Keeps a journal alive and durable while its job runs; returns the end of it. Trouble with the disk is none
 * of the job's, and the pulse alone keeps no process from ending.
 */
export function startPulse(live: LiveRun, log?: Pick<Log, 'sync'>): () => void {
  const timer = setInterval(() => {
    beat(live).catch(() => {});
    log?.sync().catch(() => {});
  }, BEAT).unref();
  return () => clearInterval(timer);
}
