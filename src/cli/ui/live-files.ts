/** What a run in progress has left so far below its `$GIT_RUN_ARTIFACTS`. */
import { constants, lstat, open } from 'node:fs/promises';
import { artifactsDirectory } from '../../capture/files/found-file.ts';
import { findFiles, onDisk } from '../../capture/files/glob.ts';
import { RunNotFoundError } from '../../run/errors.ts';
import type { Artifact } from '../../run/manifest.ts';
import type { RunId } from '../../run/run-id.ts';
import type { Context } from '../context.ts';
import { liveRuns } from '../runs.ts';

export interface LiveFiles {
  /** The name of the run. */
  readonly run: string;
  /** With no digests: files that are being written have none. */
  readonly artifacts: readonly Artifact[];
  readonly directory: string;
}

/** Entries of directories that are looked at, at most: they are looked at again and again. */
const MOST = 20_000;

/** Lists them, by path. Throws RunNotFoundError where the run is not in progress. */
export async function liveFiles(context: Context, id: RunId): Promise<LiveFiles> {
  const runs = await liveRuns(context, await context.repository());
  const found = runs.find(({ row }) => row.id === id);
  if (found?.live === undefined) throw new RunNotFoundError(id);
  const directory = artifactsDirectory(found.live.live.path);
  const artifacts: Artifact[] = [];
  for await (const { path, file } of findFiles(directory, [directory], { most: MOST, exceeded() {} })) {
    // A link may lead anywhere: what it stands for is known at the end.
    const stat = await lstat(onDisk(file)).catch(() => undefined);
    if (stat?.isFile()) artifacts.push({ path, size: stat.size, sha256: '' });
  }
  return { run: found.row.name, artifacts, directory };
}

/** Reads one as it is now; a link is not followed, and a pipe not waited for. */
export async function readLiveFile(directory: string, path: string): Promise<AsyncIterable<Buffer>> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(onDisk(`${directory}/${path}`), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  return file.createReadStream();
}
