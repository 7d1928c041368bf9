/** Artifacts of a run on their way to MLflow: its own, and those of its models. */
import type { Readable, TreeFile } from '../../git/readable.ts';
import type { Loss } from '../../run/import-report.ts';
import { ARTIFACTS, type Artifact } from '../../run/manifest.ts';
import { artifactContent, refuseOtherBlob } from '../../store/artifact-content.ts';
import { type LoadedRun, runFiles } from '../../store/load.ts';
import { FACTS_FILE } from '../mlflow/facts.ts';

export interface GivenFile {
  /** Among the artifacts of the run, or of its model. */
  readonly path: string;
  /** The id of the model that it is of. */
  readonly model?: string;
  readonly mode: '644' | '755';
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Its bytes, each time from the start. */
  content(): AsyncIterable<Buffer>;
}

export interface GivenArtifacts {
  readonly files: readonly GivenFile[];
  /** By their paths from the run. */
  readonly losses: readonly Loss[];
}

/** The directory of a run's artifacts that has those of models. */
export const MODELS = 'models';

/** A larger one streams by. */
const SMALL = 1 << 20;

/**
 * Finds all of them but the file of what clients told. `folders` says where those of each model are. What is too large
 * for Git, and not here, is told.
 */
export async function givenArtifacts(
  source: Readable,
  { commit }: Pick<LoadedRun, 'commit'>,
  artifacts: readonly Artifact[],
  folders: ReadonlyMap<string, string>,
): Promise<GivenArtifacts> {
  const [files, losses]: [GivenFile[], Loss[]] = [[], []];
  const blobs =
    artifacts.length === 0 ? new Map<string, TreeFile>() : await runFiles(source, commit, 'artifacts');
  for (const artifact of artifacts) {
    if (artifact.path === FACTS_FILE) continue;
    const blob = blobs.get(ARTIFACTS + artifact.path);
    const isHere = !artifact.pointer || (await source.contents?.find(artifact)) !== undefined;
    if (blob === undefined || !isHere) {
      losses.push({ path: ARTIFACTS + artifact.path, why: 'is not here: git run fetch brings it' });
      continue;
    }
    const { mode = '644', sha256, size } = artifact;
    const content = () => contentOf(source, artifact, blob);
    files.push({ ...placeOf(artifact.path, folders), mode, sha256, size, content });
  }
  return { files, losses };
}

function placeOf(path: string, folders: ReadonlyMap<string, string>) {
  for (const [model, folder] of folders)
    if (path.startsWith(`${folder}/`)) return { path: path.slice(folder.length + 1), model };
  return { path };
}

/** A small one by the process that reads all objects: to start one for each takes longer. */
async function* contentOf(source: Readable, artifact: Artifact, blob: TreeFile): AsyncGenerator<Buffer> {
  if (!artifact.pointer && artifact.size <= SMALL) {
    refuseOtherBlob(artifact, blob);
    const [object] = await source.objects.read([blob.oid]);
    if (object !== undefined) return yield object.content;
  }
  yield* artifactContent(source, artifact, blob);
}
