/** Which large contents runs need: what is to be sent before them, or brought after them. */
import type { Content } from '../git/lfs/pointer.ts';
import type { ReadableObjects } from '../git/readable.ts';
import type { RunId } from '../run/run-id.ts';
import { type LoadedRun, loadDetail, loadRuns } from './load.ts';

/** A content, and the runs that need it. */
export interface NeededContent extends Content {
  readonly runs: readonly RunId[];
}

/** So many runs are read at once. */
const AT_ONCE = 256;

/** Finds them by the runs' commits, each once however many need it. What cannot be read needs none. */
export async function neededContents(
  objects: ReadableObjects,
  commits: readonly string[],
): Promise<NeededContent[]> {
  const needed = new Map<string, Content & { readonly runs: RunId[] }>();
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    for (const run of await loadRuns(objects, commits.slice(at, at + AT_ONCE))) {
      if (!('error' in run)) await note(objects, run, needed);
    }
  }
  return [...needed.values()];
}

async function note(
  objects: ReadableObjects,
  loaded: LoadedRun,
  needed: Map<string, Content & { readonly runs: RunId[] }>,
): Promise<void> {
  if (loaded.run.artifacts.count + Object.keys(loaded.added).length === 0) return;
  const { artifacts } = await loadDetail(objects, loaded);
  for (const { sha256, size, pointer } of artifacts) {
    if (!pointer) continue;
    const one = needed.get(sha256) ?? { sha256, size, runs: [] };
    if (!one.runs.includes(loaded.run.id)) one.runs.push(loaded.run.id);
    needed.set(sha256, one);
  }
}
