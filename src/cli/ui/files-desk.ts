/** The files of runs, as much of each as is looked at; of a run in progress what there is so far. */
import type { TreeFile } from '../../git/readable.ts';
import { ArtifactNotFoundError } from '../../run/errors.ts';
import type { Artifact } from '../../run/manifest.ts';
import type { RunId } from '../../run/run-id.ts';
import { artifactContent } from '../../store/artifact-content.ts';
import { loadTip } from '../../store/list.ts';
import { loadDetail, runFiles } from '../../store/load.ts';
import { findTip } from '../../store/tips.ts';
import type { Desk } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { liveFiles, readLiveFile } from './live-files.ts';
import { openCopy } from './open-copy.ts';

type FilesPart = Pick<Desk, 'artifacts' | 'artifact' | 'openArtifact'>;

export function filesDesk(context: Context): FilesPart {
  let last: { readonly id: RunId; readonly files: Promise<Listed> } | undefined;
  const list = (id: RunId) => {
    const files = listFiles(context, id);
    // Whoever asked hears of it.
    files.catch(() => {});
    last = { id, files };
    return files;
  };
  const find = async (id: RunId, path: string) => {
    const { run, artifacts, open } = await (last?.id === id ? last.files : list(id));
    const artifact = artifacts.find(one => one.path === path);
    if (artifact === undefined) throw new ArtifactNotFoundError(run, path);
    return { ...artifact, bytes: await open(artifact) };
  };
  return {
    artifacts: async id => (await list(id)).artifacts,
    artifact: async (id, path, most) => firstBytes((await find(id, path)).bytes, most),
    openArtifact: async (id, path) => openCopy(context, await find(id, path)),
  };
}

interface Listed {
  /** The name of the run. */
  readonly run: string;
  readonly artifacts: readonly Artifact[];
  /** The bytes of one of them. */
  open(artifact: Artifact): Promise<AsyncIterable<Buffer>>;
}

async function listFiles(context: Context, id: RunId): Promise<Listed> {
  const source = await context.source();
  const tip = await findTip(source, id);
  if (tip === undefined) return listLive(context, id);
  const loaded = await loadTip(source, tip);
  const run = loaded.run.name;
  const { artifacts } = await loadDetail(source.objects, loaded);
  let blobs: Promise<Map<string, TreeFile>> | undefined;
  return {
    run,
    artifacts,
    async open(artifact) {
      blobs ??= runFiles<TreeFile>(source, loaded.commit, 'artifacts');
      const blob = (await blobs).get(`artifacts/${artifact.path}`);
      if (blob === undefined) throw new ArtifactNotFoundError(run, artifact.path);
      return artifactContent(source, artifact, blob);
    },
  };
}

async function listLive(context: Context, id: RunId): Promise<Listed> {
  const { run, artifacts, directory } = await liveFiles(context, id);
  return { run, artifacts, open: ({ path }) => readLiveFile(directory, path) };
}

/** Leaves off where there are enough of them: a file of many GB costs what is read of it. */
async function firstBytes(pieces: AsyncIterable<Buffer>, most: number): Promise<Uint8Array> {
  const read: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    read.push(piece);
    bytes += piece.length;
    if (bytes >= most) break;
  }
  return Buffer.concat(read).subarray(0, most);
}
