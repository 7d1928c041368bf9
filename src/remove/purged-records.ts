/** The records of a run without some of its files: nothing is left that tells what they held, or how much. Pure. */
import type { Change } from '../git/repository.ts';
import type { Annotation } from '../run/annotation.ts';
import { attemptPath } from '../run/attempt.ts';
import { ARTIFACTS, artifactsOf, type Manifest, type ManifestEntry } from '../run/manifest.ts';
import type { Input, Run } from '../run/run.ts';
import type { Omission } from '../run/source.ts';
import { encodeAnnotation, encodeInputs, encodeManifest, encodeRun } from '../store/encode.ts';
import { entryOf } from '../store/save.ts';

export interface Records {
  /** As it ended, without edits. */
  readonly run: Run;
  readonly manifest: Manifest;
  readonly inputs: readonly Input[];
  readonly annotations: readonly Annotation[];
}

export interface Purged {
  /** Paths in the run's tree. */
  readonly own: readonly string[];
  /** Paths in the source. */
  readonly source: readonly string[];
  readonly digests: ReadonlySet<string>;
  /** Of the source without the files. */
  readonly newSource: { readonly commit: string; readonly tree: string };
}

/** What changes in the run's tree. */
export function purgedChanges(records: Records, purged: Purged): Change[] {
  const own = new Set(purged.own);
  const manifest: Record<string, ManifestEntry> = Object.create(null);
  for (const [path, entry] of Object.entries(records.manifest)) if (!own.has(path)) manifest[path] = entry;
  const run = encodeRun(purgedRun(records.run, manifest, purged));
  const inputs = encodeInputs(records.inputs.filter(input => !purged.digests.has(input.sha256 ?? '')));
  manifest['run.json'] = entryOf(Buffer.from(run));
  manifest['inputs.json'] = entryOf(Buffer.from(inputs));
  const texts = [
    ['run.json', run],
    ['inputs.json', inputs],
    ['manifest.json', encodeManifest(manifest)],
  ] as const;
  const adding = records.annotations.filter(
    ({ edit }) => edit.kind === 'artifact' && own.has(`${ARTIFACTS}${edit.path}`),
  );
  const attempts = records.annotations.flatMap(annotation => withoutFiles(annotation, own) ?? []);
  return [
    ...purged.own.map((path): Change => ({ path, deleted: true })),
    ...adding.map(({ id }): Change => ({ path: `annotations/${id}.json`, deleted: true })),
    ...attempts.map(
      (annotation): Change => ({
        path: `annotations/${annotation.id}.json`,
        mode: '100644',
        content: encodeAnnotation(annotation),
      }),
    ),
    ...texts.map(([path, content]): Change => ({ path, mode: '100644', content })),
  ];
}

/** An edit that tells of an attempt, without those of its files that go; undefined where all of them stay. */
function withoutFiles(annotation: Annotation, gone: ReadonlySet<string>): Annotation | undefined {
  const { edit } = annotation;
  if (edit.kind !== 'continue') return undefined;
  const all = Object.entries(edit.files);
  const files = all.filter(([path]) => !gone.has(attemptPath(edit.attempt, path)));
  return files.length === all.length
    ? undefined
    : { ...annotation, edit: { ...edit, files: Object.fromEntries(files) } };
}

/** The run as it says of itself from now on. */
export function purgedRun(run: Run, manifest: Manifest, { own, source, digests, newSource }: Purged): Run {
  const raw = own.filter(path => path.startsWith('raw/')).map(path => path.slice('raw/'.length));
  const fromSource = new Set([...source, ...raw]);
  const logs = new Set(own.filter(path => path.startsWith('logs/')));
  const gone = (path: string) => fromSource.has(path) || logs.has(path);
  const artifacts = artifactsOf(manifest);
  // The index of a log goes with it, and raw bytes with their source.
  const others = own.filter(path => !path.startsWith('raw/') && !path.endsWith(LOG_INDEX));
  const notes = others.map(path => ({ code: 'purged', message: `purged: ${path}` }));
  return {
    ...run,
    source: {
      ...run.source,
      ...newSource,
      raw: run.source.raw.filter(({ path }) => !fromSource.has(path)),
      omitted: purgedLast(
        [
          ...run.source.omitted
            .filter(({ path }) => !fromSource.has(path))
            .map(omission => harmless(omission, digests)),
          ...[...fromSource].map((path): Omission => ({ path, reason: 'purged' })),
        ],
        ({ reason }) => reason === 'purged',
        ({ path }) => path,
      ),
    },
    artifacts: { count: artifacts.length, bytes: artifacts.reduce((sum, { size }) => sum + size, 0) },
    log: logs.size === 0 ? run.log : logOf(run, manifest),
    secrets: run.secrets.filter(({ path }) => !gone(path)),
    problems: purgedLast(
      [...run.problems.filter(problem => !isOf(problem, [...fromSource, ...logs])), ...notes],
      ({ code }) => code === 'purged',
      ({ message }) => message,
    ),
  };
}

/** In the same order whatever was purged first: clones that purge apart come to the same run. */
function purgedLast<Item>(
  items: readonly Item[],
  isPurged: (item: Item) => boolean,
  nameOf: (item: Item) => string,
): Item[] {
  const purged = items.filter(isPurged).sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return [...items.filter(item => !isPurged(item)), ...purged];
}

const LOG_INDEX = 'logs/index.ndjson';

/** The same content may have been left out of the source under another path, by its digest. */
function harmless({ sha256, size, ...omission }: Omission, digests: ReadonlySet<string>): Omission {
  const isSame = sha256 !== undefined && digests.has(sha256);
  return {
    ...omission,
    ...(isSame || size === undefined ? {} : { size }),
    ...(isSame || sha256 === undefined ? {} : { sha256 }),
  };
}

/** Of what is left of it: how much there was would tell how much is gone. */
function logOf({ log }: Run, manifest: Manifest): Run['log'] {
  const parts = Object.entries(manifest).filter(([path]) => /^logs\/\d+\.log$/.test(path));
  const bytes = parts.reduce((sum, [, { size }]) => sum + size, 0);
  return { bytes, dropped: bytes === 0 ? 0 : log.dropped, parts: parts.length };
}

/** As `findSecrets` words it. */
function isOf({ code, message }: Run['problems'][number], paths: readonly string[]): boolean {
  return code === 'secret' && paths.some(path => message.startsWith(`looks like a secret: ${path}:`));
}
