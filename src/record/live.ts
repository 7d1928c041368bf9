/**
 * The journal of a run in progress: `<git common dir>/git-run/live/<id>/`, private to its owner.
 *
 *     plan.json      what was known before the start
 *     recorder.json  which process records, and which it started
 *     heartbeat      written again at each sign of life
 *     events, events.<host>.<pid>   what the job says of itself
 *     artifacts/     what the job wants kept
 *     log/           its output
 *     resources      what it takes, sample by sample; absent while it has just begun
 *     beside-*.json  findings that were made beside the job
 *     exit.json      how it ended
 *
 * Every file of ours appears whole (temporary name, sync, rename), so a reader never sees half of one.
 */
import {
  closeSync,
  constants,
  fdatasyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cp, open, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Findings } from '../capture/capture.ts';
import type { Exit } from '../exec/execution.ts';
import { syncDirectory } from '../git/durable-names.ts';
import type { ProcessIdentity } from '../process/identity.ts';
import type { Resources } from '../run/run.ts';
import { parseRunId, type RunId } from '../run/run-id.ts';
import type { RunPlan } from './plan.ts';
import { readWhole, writeWhole } from './whole-file.ts';

export interface LiveRun {
  readonly id: RunId;
  /** The journal's directory. */
  readonly path: string;
}

/** Who records a run, and where: what tells a live run from an abandoned one. */
export interface Recorder {
  readonly host: string;
  readonly boot: string;
  /** Which processes its numbers name, as of `pidSpace`. */
  readonly space?: string;
  readonly recorder: ProcessIdentity;
  /** Absent until it has started. */
  readonly child?: ProcessIdentity;
  /** Who goes on with the log where the recorder is killed; absent until it stands by. */
  readonly keeper?: ProcessIdentity;
}

export interface LiveExit {
  readonly exit: Exit;
  /** ms since 1970. */
  readonly ended: number;
  readonly resources: Resources;
}

/** The directory of a journal's log. */
export function logDirectory({ path }: LiveRun): string {
  return join(path, 'log');
}

/** The directory of this clone's own, rebuildable things. */
export function cacheDirectory(commonDir: string): string {
  return join(commonDir, 'git-run');
}

/** Where journals go that the repository has no room for: looked into by `recover` too. */
export function spoolDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const state = env.XDG_STATE_HOME || (env.HOME ? join(env.HOME, '.local', 'state') : tmpdir());
  return join(state, 'git-run', 'spool');
}

/** A journal needs so many bytes: on a full disk files can be made, and nothing be written into them. */
export const ROOM = 1 << 20;

/** Makes an empty journal below a directory; throws ENOSPC where there are no `room` bytes for it. */
export async function createLive(parent: string, id: RunId, room = 0): Promise<LiveRun> {
  const path = join(parent, id);
  // Everything waits for it: to hand over so little to other threads would take longer than to do it.
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const { blocks, bavail, bsize } = statfsSync(parent);
  // Where there are no blocks, nobody counts them.
  if (blocks > 0 && bavail * bsize < room)
    throw Object.assign(new Error(`ENOSPC: no space left on device: ${parent}`), { code: 'ENOSPC' });
  mkdirSync(path, { mode: 0o700 });
  try {
    for (const name of ['artifacts', 'log']) mkdirSync(join(path, name), { mode: 0o700 });
    for (const name of ['events', 'heartbeat'])
      writeFileSync(join(path, name), '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // Half of one would be in the way of the whole one in another place.
    rmSync(path, { recursive: true, force: true });
    throw error;
  }
  return { id, path };
}

/** The journals below a directory, oldest first. */
export async function listLive(parent: string): Promise<LiveRun[]> {
  const names = await readdir(parent).catch(() => []);
  const ids = names.map(parseRunId).filter(id => id !== undefined);
  return ids.sort().map(id => ({ id, path: join(parent, id) }));
}

export const writePlan = (live: LiveRun, plan: RunPlan) => writeWhole(live, 'plan.json', plan);
export const readPlan = (live: LiveRun) => readWhole<RunPlan>(live, 'plan.json');
export const writeRecorder = (live: LiveRun, recorder: Recorder) =>
  writeWhole(live, 'recorder.json', recorder);
export const readRecorder = (live: LiveRun) => readWhole<Recorder>(live, 'recorder.json');
export const writeExit = (live: LiveRun, exit: LiveExit) => writeWhole(live, 'exit.json', exit);
export const readExit = (live: LiveRun) => readWhole<LiveExit>(live, 'exit.json');

/** Keeps what a source found beside the job. */
export function writeFindings(live: LiveRun, source: string, findings: Findings): Promise<void> {
  return writeWhole(live, `beside-${source}.json`, findings);
}

/** Has the journal survive a power cut, up to now: what its files hold is synced as it is written, their names are here. */
export async function syncLive({ path }: LiveRun): Promise<void> {
  const directories = [join(path, 'log'), path, dirname(path), dirname(dirname(path))];
  await Promise.all(directories.map(syncDirectory));
}

/** All that was found beside the job; what cannot be read is a problem of the run. */
export async function readFindings(live: LiveRun): Promise<Findings[]> {
  const names = await readdir(live.path);
  const damaged = ({ message }: Error) => ({ problems: [{ code: 'damaged-journal', message }] });
  const findings = await Promise.all(
    names
      .filter(name => /^beside-.*\.json$/.test(name))
      .map(name => readWhole<Findings>(live, name).catch(damaged)),
  );
  return findings.filter(found => found !== undefined);
}

/** Says that the recorder lives, and makes what the job has said so far durable. */
export async function beat(live: LiveRun): Promise<void> {
  // Written to, so that its time is by the clock of the file system, which is the same for all who look.
  const file = await open(join(live.path, 'heartbeat'), 'r+');
  try {
    await file.write(String(Date.now()), 0);
  } finally {
    await file.close();
  }
  await syncLive(live);
  for (const name of await readdir(live.path)) if (isSaid(name)) syncFile(join(live.path, name));
}

/** Whether a file of the journal is one that grows line by line. */
function isSaid(name: string): boolean {
  return name.startsWith('events') || name === 'edits' || name === 'resources';
}

/** When the recorder last gave a sign of life, in ms since 1970. */
export async function lastBeat(live: LiveRun): Promise<number> {
  const times = await Promise.all(
    ['heartbeat', 'events', 'plan.json'].map(name =>
      stat(join(live.path, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.max(...times);
}

/** When something was last put into the journal's directory, in ms since 1970: of one with nothing in it, when it was made. */
export async function madeAt(live: LiveRun): Promise<number> {
  return stat(live.path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** Whether a job has left something in a journal: output, a word of its own, a file, or its end. */
export async function hasContent({ path }: LiveRun): Promise<boolean> {
  const below = async (directory: string) =>
    (await readdir(join(path, directory)).catch(() => [])).map(name => join(directory, name));
  const own = (await below('.')).filter(
    name => name.startsWith('events') || name === 'edits' || name === 'exit.json',
  );
  // On a full disk a file can be made, and nothing be written into it.
  const files = [...own, ...(await below('log')), ...(await below('artifacts'))];
  const sizes = await Promise.all(
    files.map(name =>
      stat(join(path, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.some(size => size > 0);
}

/** In the place of `plan.json` where a run goes on that has ended: `continuation.ts` has the rest of such a journal. */
export const CONTINUATION = 'continuation.json';

/** When the plan was written, by the file system's own clock: ms since 1970. */
export async function planTime({ path }: LiveRun): Promise<number> {
  return (await stat(join(path, 'plan.json')).catch(() => stat(join(path, CONTINUATION)))).mtimeMs;
}

/** Copies a journal to where there is room for it. */
export async function copyLive(from: LiveRun, to: LiveRun): Promise<void> {
  const isData = (path: string) => !statSync(path).isFIFO();
  await cp(from.path, to.path, { recursive: true, mode: constants.COPYFILE_FICLONE, filter: isData });
}

/** The job has the file open too; whoever syncs it syncs all that was written to it. */
function syncFile(path: string): void {
  const file = openSync(path, 'r');
  try {
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
