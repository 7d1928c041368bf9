/** Artifacts of a run → files in a directory, with progress where it takes its time. */
import { lstat, mkdir } from 'node:fs/promises';
import { digest, onDisk } from '../capture/file-digest.ts';
import { type Written, writeExact } from '../reproduce/write-exact.ts';
import { artifactContent, requireContents } from '../store/artifact-content.ts';
import type { FoundArtifacts } from './artifacts.ts';
import type { Context } from './context.ts';
import { openProgress } from './progress.ts';

/** Artifacts up to so many bytes are asked for together, so many of them; larger ones stream by. */
const SMALL = 1 << 18;
const MOST_SMALL = 1000;

/**
 * Copies them below a directory, which is made where it is not there. One that is there already, byte for byte, is left
 * as it is. Throws WouldOverwriteError, DigestMismatchError.
 */
export async function copyArtifacts(
  context: Context,
  wanted: FoundArtifacts['artifacts'],
  root: string,
): Promise<Written> {
  const source = await context.source();
  const artifacts = await absentFrom(root, wanted);
  await requireContents(source, artifacts);
  const small = artifacts.filter(({ size }) => size <= SMALL).slice(0, MOST_SMALL);
  await source.objects.prepare?.(small.map(({ blob }) => blob.oid));
  await mkdir(root, { recursive: true });
  const progress = openProgress(
    context,
    artifacts.reduce((sum, { size }) => sum + size, 0),
  );
  try {
    return await writeExact({
      root,
      links: 'inside',
      files: artifacts.map(({ blob, ...artifact }) => ({
        path: artifact.path,
        mode: artifact.mode ?? '644',
        sha256: artifact.sha256,
        content: artifactContent(source, artifact, blob),
      })),
      onProgress: ({ bytes }) => progress.update(bytes),
    });
  } finally {
    progress.stop();
  }
}

async function absentFrom(root: string, wanted: FoundArtifacts['artifacts']) {
  const absent: FoundArtifacts['artifacts'][number][] = [];
  for (const artifact of wanted) if (!(await isThere(root, artifact))) absent.push(artifact);
  return absent;
}

async function isThere(root: string, { path, size, sha256 }: FoundArtifacts['artifacts'][number]) {
  const file = onDisk(root, path);
  const stats = await lstat(file).catch(() => undefined);
  return stats?.isFile() === true && stats.size === size && (await digest(file)).sha256 === sha256;
}
