/** The artifacts of a run, ready for the careful writer: of exactly the bytes its manifest names. */
import type { Repository } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { ARTIFACTS, type Artifact } from '../run/manifest.ts';
import { artifactContent, refuseOtherBlob, requireContents } from '../store/artifact-content.ts';
import { runFiles } from '../store/load.ts';
import { exactFiles } from './source-files.ts';
import type { ExactFile } from './write-exact.ts';

/** Finds the bytes of some artifacts of a run, by its commit. Throws CorruptRecordError for one that is not there, ContentMissingError. */
export async function artifactFiles(
  repository: Repository,
  commit: string,
  artifacts: readonly Artifact[],
): Promise<ExactFile[]> {
  if (artifacts.length === 0) return [];
  const entries = await runFiles(repository, commit, ARTIFACTS);
  await requireContents(repository, artifacts);
  const large: ExactFile[] = [];
  const files = artifacts.flatMap(artifact => {
    const { path, sha256, mode = '644' } = artifact;
    const entry = entries.get(`${ARTIFACTS}${path}`);
    if (entry === undefined)
      throw new CorruptRecordError(`commit ${commit}`, `the artifact '${path}' is missing`);
    refuseOtherBlob(artifact, entry);
    if (!artifact.pointer) return [{ path, mode, oid: entry.oid, size: entry.size, sha256 }];
    large.push({ path, mode, sha256, content: artifactContent(repository, artifact, entry) });
    return [];
  });
  return [...exactFiles(repository, files), ...large];
}
