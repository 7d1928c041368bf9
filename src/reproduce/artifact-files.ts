/** The artifacts of a run, ready for the careful writer: of exactly the bytes its manifest names. */
import type { Repository } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { ARTIFACTS, type Artifact } from '../run/manifest.ts';
import { refuseOtherBlob } from '../store/artifact-content.ts';
import { runFiles } from '../store/load.ts';
import { exactFiles } from './source-files.ts';
import type { ExactFile } from './write-exact.ts';

/** Finds the bytes of some artifacts of a run, by its commit. Throws CorruptRecordError for one that is not there. */
export async function artifactFiles(
  repository: Repository,
  commit: string,
  artifacts: readonly Artifact[],
): Promise<ExactFile[]> {
  if (artifacts.length === 0) return [];
  const entries = await runFiles(repository, commit, ARTIFACTS);
  const files = artifacts.map(artifact => {
    const { path, sha256, mode = '644' } = artifact;
    const entry = entries.get(`${ARTIFACTS}${path}`);
    if (entry === undefined)
      throw new CorruptRecordError(`commit ${commit}`, `the artifact '${path}' is missing`);
    refuseOtherBlob(artifact, entry);
    return { path, mode, oid: entry.oid, size: entry.size, sha256 };
  });
  return exactFiles(repository, files);
}
