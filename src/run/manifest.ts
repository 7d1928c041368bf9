/** The files of a run's commit, with digests of their own: integrity that does not hang on SHA-1. */

export interface ManifestEntry {
  /** Of the content, in hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Permission bits that matter, of artifacts: `755` or `644`. */
  readonly mode?: '644' | '755';
  /** The tree has a Git LFS pointer in its place: it is too large to be one of Git's objects. */
  readonly pointer?: true;
}

/** By path in the run's tree. The manifest itself and `annotations/` are not in it. */
export type Manifest = Readonly<Record<string, ManifestEntry>>;

export const ARTIFACTS = 'artifacts/';

/** The file of what the job took while it ran, in series like those of `metrics/`; absent where it was over at once. */
export const RESOURCES = 'resources.ndjson';

/** A file a run left, by its own relative path. */
export interface Artifact extends ManifestEntry {
  readonly path: string;
}

/** The artifacts in a manifest, by path. */
export function artifactsOf(manifest: Manifest): Artifact[] {
  return Object.entries(manifest)
    .filter(([path]) => path.startsWith(ARTIFACTS))
    .map(([path, entry]) => ({ ...entry, path: path.slice(ARTIFACTS.length) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
