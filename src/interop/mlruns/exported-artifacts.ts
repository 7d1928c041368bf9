/** Artifacts of a run on their way into a store: its own, and those of its models. */
import type { Readable, TreeFile } from '../../git/readable.ts';
import type { ExactFile } from '../../reproduce/write-exact.ts';
import type { Loss } from '../../run/import-report.ts';
import { ARTIFACTS, type Artifact } from '../../run/manifest.ts';
import { artifactContent, refuseOtherBlob } from '../../store/artifact-content.ts';
import { type LoadedRun, runFiles } from '../../store/load.ts';
import { MODELS } from './read-run.ts';

export interface ExportedArtifacts {
  /** By their paths among the run's artifacts. */
  readonly own: readonly ExactFile[];
  /** By their paths from the experiment's directory. */
  readonly ofModels: readonly ExactFile[];
  readonly losses: readonly Loss[];
}

/** A larger one streams by. */
const SMALL = 1 << 20;

/** Finds the bytes of all of them; what is too large for Git, and not here, is told. */
export async function exportedArtifacts(
  source: Readable,
  { commit }: Pick<LoadedRun, 'commit'>,
  artifacts: readonly Artifact[],
  models: readonly string[],
): Promise<ExportedArtifacts> {
  const [own, ofModels, losses]: [ExactFile[], ExactFile[], Loss[]] = [[], [], []];
  const blobs =
    artifacts.length === 0 ? new Map<string, TreeFile>() : await runFiles(source, commit, 'artifacts');
  for (const artifact of artifacts) {
    const blob = blobs.get(ARTIFACTS + artifact.path);
    const isHere = !artifact.pointer || (await source.contents?.find(artifact)) !== undefined;
    if (blob === undefined || !isHere) {
      losses.push({ path: ARTIFACTS + artifact.path, why: 'is not here: git run fetch brings it' });
      continue;
    }
    const { mode = '644', sha256 } = artifact;
    const file = { mode, sha256, content: contentOf(source, artifact, blob) };
    const model = models.find(id => artifact.path.startsWith(`${MODELS}/${id}/`));
    if (model === undefined) own.push({ ...file, path: artifact.path });
    else {
      const below = artifact.path.slice(`${MODELS}/${model}/`.length);
      ofModels.push({ ...file, path: `${MODELS}/${model}/artifacts/${below}` });
    }
  }
  return { own, ofModels, losses };
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
