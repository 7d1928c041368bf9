/** A run → one commit. Nothing is visible before its one ref is, and then all of it is there. */
import { createHash } from 'node:crypto';
import type { Change, Identity, Repository } from '../git/repository.ts';
import type { JsonObject } from '../run/json.ts';
import type { Manifest, ManifestEntry } from '../run/manifest.ts';
import type { Input, Run } from '../run/run.ts';
import { runRef } from '../run/run-ref.ts';
import { dropAnchor } from './anchor.ts';
import { type CommittedRun, commitRun } from './commit-run.ts';
import { encodeEnvironment, encodeInputs, encodeManifest, encodeRun } from './encode.ts';

/** A file of a run: its content, or that of its pointer, or the id of a blob that is stored already. */
export type RunFile = ManifestEntry & { readonly path: string } & (
    | { readonly content: Uint8Array }
    | { readonly oid: string }
  );

export interface RunContents {
  readonly run: Run;
  readonly environment: JsonObject;
  readonly inputs: readonly Input[];
  /** `resources.ndjson`, and everything below `artifacts/`, `metrics/`, `logs/` and `raw/`. */
  readonly files: readonly RunFile[];
}

/**
 * Stores a run and makes it visible, with one ref that is created; returns its commit. The anchor of the live run
 * keeps the source until then, and is removed. Throws RefConflictError where there is another run of that id.
 */
export async function saveRun(
  repository: Repository,
  contents: RunContents,
  author: Identity,
): Promise<CommittedRun> {
  const { run } = contents;
  const committed = await commitRun(repository, run, {
    ref: runRef(run.id),
    parent: run.source.commit,
    base: 'empty',
    changes: runChanges(contents),
    author,
    time: Date.parse(run.ended) / 1000,
  });
  // Not in one stream with it: that would take the anchor away even where the run's ref could not be made. The run is
  // stored: an anchor that stays keeps nothing else from being removed, and `recover` drops it.
  await dropAnchor(repository.refs, run.id).catch(() => {});
  return committed;
}

/** The files of a run's tree, its manifest last. Pure. */
export function runChanges({ run, environment, inputs, files }: RunContents): Change[] {
  const records: [string, string][] = [
    ['run.json', encodeRun(run)],
    ['environment.json', encodeEnvironment(environment)],
    ['inputs.json', encodeInputs(inputs)],
  ];
  const manifest: Record<string, ManifestEntry> = Object.create(null);
  for (const [path, text] of records) manifest[path] = entryOf(Buffer.from(text));
  for (const file of files) manifest[file.path] = entryOfFile(file);
  const texts = [...records, ['manifest.json', encodeManifest(manifest as Manifest)]] as const;
  return [
    ...texts.map(([path, content]): Change => ({ path, mode: '100644', content })),
    ...files.map(file => fileChange(file)),
  ];
}

/** What the manifest says of a file. */
export function entryOfFile({ sha256, size, mode, pointer }: ManifestEntry): ManifestEntry {
  return {
    sha256,
    size,
    ...(mode === undefined ? {} : { mode }),
    ...(pointer === undefined ? {} : { pointer }),
  };
}

/** How a file comes into a run's tree, by its path there. */
export function fileChange(file: RunFile): Change {
  const mode = file.mode === '755' ? '100755' : '100644';
  return 'oid' in file
    ? { path: file.path, mode, oid: file.oid }
    : { path: file.path, mode, content: file.content };
}

/** The manifest entry of some bytes. */
export function entryOf(content: Uint8Array): ManifestEntry {
  return { sha256: createHash('sha256').update(content).digest('hex'), size: content.length };
}

/** The manifest entry of bytes that stream by. */
export async function entryOfStream(pieces: AsyncIterable<Uint8Array>): Promise<ManifestEntry> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    size += piece.length;
  }
  return { sha256: hash.digest('hex'), size };
}
