/** The bytes of artifacts, in a run's tree or too large for it: whoever reads one comes in by this door. */
import { createReadStream } from 'node:fs';
import { pointerId } from '../git/lfs/pointer.ts';
import type { Readable, TreeFile } from '../git/readable.ts';
import { ContentMissingError } from '../run/content-errors.ts';
import { CorruptRecordError } from '../run/errors.ts';
import type { Artifact, ManifestEntry } from '../run/manifest.ts';

/**
 * The bytes of an artifact, by the file of the run's tree that it is; no more of them than were recorded, but it is for
 * the caller to compare their digest. Throws CorruptRecordError where the tree has something else, ContentMissingError.
 */
export function artifactContent(
  { objects, contents }: Readable,
  artifact: Artifact,
  blob: TreeFile,
): AsyncIterable<Buffer> {
  refuseOtherBlob(artifact, blob);
  return recordedBytes(
    artifact,
    artifact.pointer ? largeContent(contents, artifact) : objects.stream(blob.oid),
  );
}

async function* largeContent(contents: Readable['contents'], artifact: Artifact): AsyncIterable<Buffer> {
  const file = await contents?.find(artifact);
  if (file === undefined) throw new ContentMissingError([artifact.path]);
  yield* createReadStream(file, { highWaterMark: 1 << 20 });
}

/** Throws ContentMissingError where some of the bytes are not here: before the others are written. */
export async function requireContents(
  { contents }: Pick<Readable, 'contents'>,
  artifacts: readonly Artifact[],
): Promise<void> {
  const missing: string[] = [];
  for (const artifact of artifacts) {
    if (artifact.pointer && (await contents?.find(artifact)) === undefined) missing.push(artifact.path);
  }
  if (missing.length > 0) throw new ContentMissingError(missing);
}

/** Throws CorruptRecordError for a file of another size, or another pointer: before a GiB is written in the place of a few bytes. */
export function refuseOtherBlob(artifact: Artifact, blob: TreeFile): void {
  if (artifact.pointer) {
    if (!isPointerTo(artifact, blob.oid)) throw damaged(artifact, 'the tree has another pointer');
    return;
  }
  // A remote does not tell.
  if (blob.size !== undefined) refuseOtherSize(artifact, blob.size);
}

/** Whether a blob is the pointer to what an entry names. */
export function isPointerTo(entry: ManifestEntry, oid: string): boolean {
  return SHA256.test(entry.sha256) && pointerId(oid.length === 64 ? 'sha256' : 'sha1', entry) === oid;
}

const SHA256 = /^[0-9a-f]{64}$/;

function refuseOtherSize(artifact: Artifact, actual: number): void {
  if (artifact.size !== actual)
    throw damaged(artifact, `it has ${actual} bytes, and ${artifact.size} were recorded`);
}

function damaged({ path }: Artifact, why: string): CorruptRecordError {
  return new CorruptRecordError(`the artifact '${path}'`, why);
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
