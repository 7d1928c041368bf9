/** The artifacts of a run, or of a logged model, brought by way of the server, into files of ours. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { JsonObject } from '../../run/json.ts';
import { MAX_DEPTH, whyUnsafe } from '../../run/safe-path.ts';
import { MOST } from '../../store/limits.ts';
import { readInt64 } from '../mlflow/wire.ts';
import type { StoredFile } from '../mlflow-runs/mlflow-run.ts';
import { behindProxy, PROXY, proxyPath } from './artifact-place.ts';
import { type Server, whyOne } from './open-server.ts';
import { objectsIn } from './pages.ts';

export interface ArtifactsRequest {
  /** Where MLflow says that they are. */
  readonly uri: string;
  /** The run they are of; absent of those of a model. */
  readonly runId?: string;
  /** Put in front of their paths. */
  readonly below: string;
  /** A directory of ours, to put them in under names of ours. */
  readonly spool: string;
  lose(path: string, why: string): void;
}

/** Brings them. What the server does not give is told. */
export async function readArtifacts(server: Server, request: ArtifactsRequest): Promise<StoredFile[]> {
  const place = placeOf(server, request);
  if (place === undefined) {
    request.lose('', `has what artifacts there may be at ${request.uri}, which the server does not give`);
    return [];
  }
  const files: StoredFile[] = [];
  try {
    for await (const { path, size } of below(place, '', request.lose)) {
      if (files.length >= MOST.entries) {
        request.lose('', `has more than ${MOST.entries} artifacts: those that follow are left out`);
        break;
      }
      const file = join(request.spool, `${files.length}`);
      const why = await fetchAny(server, place.files(path), file, size);
      if (why === undefined) files.push({ path: request.below + path, file });
      else request.lose(path, why);
    }
  } catch (error) {
    const why = await whyOne(server, error);
    request.lose('', `has artifacts at ${request.uri} that are not given: ${why}`);
  }
  if (files.length === 0 && place.isElsewhere)
    request.lose('', `has nothing there: what artifacts there may be at ${request.uri} are not sought`);
  return files;
}

/** How artifacts are asked for; paths are from their top. */
interface Place {
  list(path: string): Promise<JsonObject>;
  /** The paths of requests, any of which may bring it. */
  files(path: string): readonly string[];
  /** Whether an empty list may mean that they lie on somebody's own disk. */
  readonly isElsewhere: boolean;
}

function placeOf(server: Server, { uri, runId }: ArtifactsRequest): Place | undefined {
  const root = behindProxy(server, uri);
  const byRun = runId === undefined ? '' : `run_uuid=${runId}&run_id=${runId}`;
  const plain = (path: string) =>
    runId === undefined ? [] : [`/get-artifact?${byRun}&path=${encodeURIComponent(path)}`];
  if (root !== undefined)
    return {
      list: path => server.get(PROXY, { path: joined(root, path) }),
      // Through the proxy MLflow fails to name a file of other than ASCII.
      files: path => [...(isAscii(path) ? [] : plain(path)), proxyPath(joined(root, path))],
      isElsewhere: false,
    };
  if (runId === undefined) return undefined;
  // The server may reach what we cannot, and then hands it on.
  return {
    list: path =>
      server.get('/api/2.0/mlflow/artifacts/list', {
        ...{ run_id: runId, run_uuid: runId },
        ...(path === '' ? {} : { path }),
      }),
    files: plain,
    isElsewhere: /^(?:file:|\.{0,2}\/|[^:]*$)/i.test(uri),
  };
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function joined(root: string, path: string): string {
  return path === '' ? root : `${root}/${path}`;
}

interface Found {
  readonly path: string;
  /** Bytes; absent where the server does not say. */
  readonly size?: number;
}

async function* below(
  place: Place,
  directory: string,
  lose: ArtifactsRequest['lose'],
  depth = 0,
): AsyncGenerator<Found> {
  for (const entry of objectsIn(await place.list(directory), 'files')) {
    // The proxy tells the last name alone, older ways the whole path.
    const said = typeof entry.path === 'string' ? entry.path : '';
    const name = said.startsWith(`${directory}/`) ? said.slice(directory.length + 1) : said;
    const path = joinedBelow(directory, name);
    const why = name.includes('/') ? 'its name is a path' : whyUnsafe(path, { windows: false });
    if (why !== undefined) lose(path, `is left out: ${why}`);
    else if (entry.is_dir !== true) yield { path, ...sizeOf(entry) };
    else if (depth < MAX_DEPTH) yield* below(place, path, lose, depth + 1);
  }
}

function joinedBelow(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

function sizeOf({ file_size: said }: JsonObject): { readonly size?: number } {
  const size = said === undefined ? undefined : readInt64(said);
  return size === undefined || size < 0 ? {} : { size: Number(size) };
}

async function fetchAny(
  server: Server,
  asked: readonly string[],
  file: string,
  size: number | undefined,
): Promise<string | undefined> {
  let why: string | undefined;
  for (const path of asked) {
    why = await fetchFile(server, path, file, size);
    if (why === undefined) return undefined;
  }
  return why;
}

/** Brings one; says why not where the server does not give it, or other than it told of it. */
async function fetchFile(
  server: Server,
  asked: string,
  file: string,
  size: number | undefined,
): Promise<string | undefined> {
  let had = 0;
  async function* counted(bytes: AsyncIterable<Uint8Array>) {
    for await (const piece of bytes) {
      had += piece.length;
      if (size !== undefined && had > size) return;
      yield piece;
    }
  }
  try {
    await server.download(asked, async bytes => {
      had = 0;
      await pipeline(counted(bytes), createWriteStream(file, { mode: 0o600 }));
    });
    if (size === undefined || had === size) return undefined;
    await rm(file);
    return `is left out: it has ${had > size ? 'more' : 'fewer'} than the ${size} bytes that the server told of`;
  } catch (error) {
    await rm(file, { force: true });
    return `is left out: ${await whyOne(server, error)}`;
  }
}
