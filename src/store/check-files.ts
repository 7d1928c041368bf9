/** The files of a run against its manifest, and their bytes against their digests. */
import { createReadStream } from 'node:fs';
import { pathInAttempt } from '../run/attempt.ts';
import type { Finding, Part } from '../run/check.ts';
import type { Manifest, ManifestEntry } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { isPointerTo } from './artifact-content.ts';
import type { CheckGround } from './check-run.ts';
import { entryOfStream } from './save.ts';
import type { Digest, Trouble } from './sound-objects.ts';
import { SWAPPED } from './sound-objects.ts';
import { sizesIn } from './tree-sizes.ts';
import type { Walked, WalkedFile } from './walk-tree.ts';

export interface RunFilesToCheck {
  readonly commit: string;
  readonly walked: Walked;
  readonly run: Run | undefined;
  /** Undefined where it cannot be read: then the bytes are compared with Git's own ids alone. */
  readonly manifest: Manifest | undefined;
}

/** Compares what the tree has with what the manifest and the record name. */
export async function checkFiles(ground: CheckGround, asked: RunFilesToCheck): Promise<Finding[]> {
  const { walked, manifest } = asked;
  const files = walked.files.filter(({ path }) => partOf(path) !== 'edits' && path !== 'manifest.json');
  return [
    ...walked.files.flatMap(strange),
    ...(manifest === undefined ? [] : unlisted(files, manifest)),
    ...(manifest === undefined ? [] : absent(asked, manifest)),
    ...rawFiles(asked),
    ...(await contents(ground, asked, files)),
  ];
}

/** What a file of a run's tree is part of; one of an attempt as if the run itself had it. */
export function partOf(path: string): Part {
  return PARTS.get(pathInAttempt(path).split('/', 1)[0] as string) ?? 'record';
}

const PARTS: ReadonlyMap<string, Part> = new Map([
  ['run.json', 'record'],
  ['manifest.json', 'manifest'],
  ['inputs.json', 'inputs'],
  ['environment.json', 'environment'],
  ['resources.ndjson', 'resources'],
  ['metrics', 'metrics'],
  ['artifacts', 'artifacts'],
  ['logs', 'log'],
  ['raw', 'source'],
  ['annotations', 'edits'],
  ['attempts', 'edits'],
]);

function strange({ path, mode }: WalkedFile): Finding[] {
  const [top = ''] = path.split('/', 1);
  const isFolder = !top.includes('.');
  if (!PARTS.has(top) || isFolder !== (top !== path))
    return [{ code: 'unexpected', part: 'record', message: `'${path}' is no part of a run` }];
  if (mode === '100644' || mode === '100755') return [];
  return [{ code: 'unexpected', part: partOf(path), message: `'${path}' is no plain file (mode ${mode})` }];
}

function unlisted(files: readonly WalkedFile[], manifest: Manifest): Finding[] {
  return files
    .filter(({ path }) => PARTS.has(path.split('/', 1)[0] as string) && !Object.hasOwn(manifest, path))
    .map(({ path }) => ({
      code: 'unexpected',
      part: partOf(path),
      message: `${path} is in no manifest`,
    }));
}

function absent({ walked }: RunFilesToCheck, manifest: Manifest): Finding[] {
  const there = new Set(walked.files.map(({ path }) => path));
  return Object.keys(manifest)
    .filter(path => !there.has(path) && !RECORDS.has(path))
    .map(path => ({ code: 'missing', part: partOf(path), message: `${path} is not in the run's tree` }));
}

/** Missed already where they are read. */
const RECORDS: ReadonlySet<string> = new Set(['run.json', 'inputs.json', 'environment.json']);

/** A checkout takes these from their blobs: they must be the ones the tree keeps from gc. */
function rawFiles({ walked, run }: RunFilesToCheck): Finding[] {
  const kept = new Map(walked.files.map(({ path, oid }) => [path, oid]));
  return (run?.source.raw ?? [])
    .filter(({ path, oid }) => kept.get(`raw/${path}`) !== oid)
    .map(({ path }) => ({
      code: 'mismatch',
      part: 'source',
      message: `raw/${path} is not the file run.json names`,
    }));
}

async function contents(
  ground: CheckGround,
  { commit, manifest = NOTHING }: RunFilesToCheck,
  files: readonly WalkedFile[],
): Promise<Finding[]> {
  const { repository, objects, content } = ground;
  const plain = files.filter(({ mode }) => mode.startsWith('100'));
  const sizes = await sizesIn(repository, commit);
  const blobs = plain.map(({ oid }) => ({ oid, size: sizes.get(oid) }));
  // A blob whose size Git cannot tell is read in any case: that is how it is missed.
  const read = content ? blobs : blobs.filter(({ size }) => size === undefined);
  const digests = await objects.digests(read);
  const byId = new Map(read.map(({ oid }, at) => [oid, digests[at] as Digest | Trouble]));
  const findings: Finding[] = [];
  for (const { path, oid } of plain) {
    const entry = Object.hasOwn(manifest, path) ? manifest[path] : undefined;
    const actual = byId.get(oid) ?? { size: sizes.get(oid) as number };
    const large = entry?.pointer && typeof actual !== 'string' ? await largeOf(ground, entry, oid) : actual;
    findings.push(...compare(path, entry, large));
  }
  return findings;
}

/** What a pointer leads to, in the place of what it is itself. */
async function largeOf(
  { repository, content, large }: CheckGround,
  entry: ManifestEntry,
  oid: string,
): Promise<Digest | Trouble | { readonly size: number }> {
  if (!isPointerTo(entry, oid)) return OTHER_POINTER;
  const file = await repository.contents.find(entry);
  if (file === undefined) return ELSEWHERE;
  if (!content) return { size: entry.size };
  const known =
    large.get(entry.sha256) ?? (await entryOfStream(createReadStream(file)).catch(() => 'cannot be read'));
  large.set(entry.sha256, known);
  return known;
}

const ELSEWHERE = 'is not here: the run has but a Git LFS pointer to it';
const OTHER_POINTER = 'is not the pointer to what was recorded';

/** How a trouble is called. */
const CODES: ReadonlyMap<Trouble, Finding['code']> = new Map([
  [SWAPPED, 'damaged'],
  [ELSEWHERE, 'elsewhere'],
  [OTHER_POINTER, 'mismatch'],
]);

const NOTHING: Manifest = Object.create(null);

function compare(
  path: string,
  entry: ManifestEntry | undefined,
  actual: { readonly size: number; readonly sha256?: string } | Trouble,
): Finding[] {
  const part = partOf(path);
  if (typeof actual === 'string') {
    // A record is missed where it is read.
    if (RECORDS.has(path)) return [];
    return [{ code: CODES.get(actual) ?? 'missing', part, message: `${path} ${actual}` }];
  }
  if (entry === undefined) return [];
  if (actual.size !== entry.size)
    return [
      { code: 'mismatch', part, message: `${path} has ${actual.size} bytes, ${entry.size} were recorded` },
    ];
  if (actual.sha256 === undefined || actual.sha256 === entry.sha256) return [];
  return [{ code: 'damaged', part, message: `${path} has other bytes than were recorded` }];
}
