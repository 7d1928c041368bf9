/** The bytes of artifacts: whoever reads one comes in by this door. */
import type { Readable, TreeFile } from '../git/readable.ts';
import { CorruptRecordError } from '../run/errors.ts';
import type { Artifact } from '../run/manifest.ts';

/**
 * The bytes of an artifact, by the file of the run's tree that it is; no more of them than were recorded, but it is for
 * the caller to compare their digest. Throws CorruptRecordError where their number is another.
 */
export function artifactContent(
  { objects }: Readable,
  artifact: Artifact,
  blob: TreeFile,
): AsyncIterable<Buffer> {
  refuseOtherBlob(artifact, blob);
  return recordedBytes(artifact, objects.stream(blob.oid));
}

/** Throws CorruptRecordError for a file of another size: before a GiB is written in the place of a few bytes. */
export function refuseOtherBlob(artifact: Artifact, { size }: TreeFile): void {
  // A remote does not tell.
  if (size !== undefined) refuseOtherSize(artifact, size);
}

function refuseOtherSize({ path, size }: Artifact, actual: number): void {
  if (size !== actual)
    throw new CorruptRecordError(
      `the artifact '${path}'`,
      `it has ${actual} bytes, and ${size} were recorded`,
    );
}

/** A server may send more. */
async function* recordedBytes(artifact: Artifact, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > artifact.size) refuseOtherSize(artifact, bytes);
    yield piece;
  }
}
