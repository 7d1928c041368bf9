import { hostname } from 'node:os';
import { bootId, pidSpace, processIdentity } from '../process/identity.ts';
import { type LiveRun, writeRecorder } from './live.ts';

/** Processes that belong to a recorder, by number. */
export interface Companions {
  readonly child?: number;
  readonly keeper?: number;
}

/** Notes which process records, and which ones it has started; a failure only makes `recover` more careful. */
export async function noteRecorder(live: LiveRun, { child, keeper }: Companions = {}): Promise<void> {
  const identify = async (pid: number | undefined) => (pid === undefined ? undefined : processIdentity(pid));
  const [recorder, ours, theirs, boot] = await Promise.all([
    processIdentity(process.pid),
    identify(child),
    identify(keeper),
    bootId(),
  ]);
  if (recorder === undefined) return;
  await writeRecorder(live, {
    host: hostname(),
    boot,
    space: pidSpace(),
    recorder,
    ...(ours === undefined ? {} : { child: ours }),
    ...(theirs === undefined ? {} : { keeper: theirs }),
  }).catch(() => {});
}
