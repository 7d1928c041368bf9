/**
 * One run, looked over: its commit, its records, its files and its source. Whatever is wrong with one of them, the
 * others are looked at too: who has lost a log may still have the model.
 */
import type { GitObject, Repository } from '../git/repository.ts';
import type { Annotation } from '../run/annotation.ts';
import type { Finding, Part, RunCheck } from '../run/check.ts';
import { NewerFormatError } from '../run/errors.ts';
import { parseCanonical } from '../run/json.ts';
import { ARTIFACTS, type Manifest, type ManifestEntry } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { checkFiles, partOf } from './check-files.ts';
import { checkSource } from './check-source.ts';
import { decodeAnnotation, decodeInputs, decodeManifest, decodeRun } from './decode.ts';
import type { RunTip } from './list.ts';
import { type SoundObjects, SWAPPED, soundObjects } from './sound-objects.ts';
import { type Walked, type WalkedFile, walkTree } from './walk-tree.ts';

/** What is kept from one run to the next: most share most of their sources. */
export interface CheckGround {
  readonly repository: Repository;
  readonly objects: SoundObjects;
  /** Whether files are read and hashed, or but looked for. */
  readonly content: boolean;
  /** Trees of sources, by id, that are whole. */
  readonly wholeTrees: Set<string>;
}

/** Opens a repository to be looked over. */
export function openCheck(repository: Repository, { content = true } = {}): CheckGround {
  return { repository, objects: soundObjects(repository), content, wholeTrees: new Set() };
}

/** Looks one run over. Damage is found, never thrown. */
export async function checkRun(ground: CheckGround, { id, commit }: RunTip): Promise<RunCheck> {
  const [tip] = await ground.objects.read([commit]);
  if (typeof tip !== 'object' || tip.type !== 'commit') {
    const message = `commit ${commit} ${typeof tip === 'string' ? tip : 'is no commit'}`;
    return {
      id,
      commit,
      state: 'hurt',
      findings: [{ code: codeOf(message), part: 'record', message }],
      whole: [],
    };
  }
  const tree = /^tree ([0-9a-f]+)$/m.exec(tip.content.toString('latin1'))?.[1] ?? '';
  const walked = await walkTree(ground.objects, tree, { entries: MOST_FILES });
  const records = await readRecords(ground.objects, walked);
  const findings = [
    ...walked.troubles.map(({ code, path, message }): Finding => ({ code, part: partOf(path), message })),
    ...records.findings,
    ...identity(id, records.run),
    ...(await checkFiles(ground, { commit, walked, ...records })),
    ...(await checkSource(ground, tip, records.run?.source)),
  ];
  const name = records.run === undefined ? {} : { name: records.run.name };
  const isNewer = findings.length > 0 && findings.every(({ code }) => code === 'newer-format');
  const state = findings.length === 0 ? 'whole' : isNewer ? 'newer' : 'hurt';
  return { id, commit, ...name, state, findings, whole: wholeParts(walked, findings) };
}

/** More than a run has ever held, and little enough to be listed. */
const MOST_FILES = 200_000;

/** How a finding about an object is called. */
export function codeOf(message: string): Finding['code'] {
  return message.endsWith(SWAPPED) ? 'damaged' : 'missing';
}

interface Records {
  readonly run: Run | undefined;
  /** With what was added later; undefined where it cannot be read. */
  readonly manifest: Manifest | undefined;
  readonly findings: readonly Finding[];
}

async function readRecords(objects: SoundObjects, { files }: Walked): Promise<Records> {
  const findings: Finding[] = [];
  const wanted = files.filter(({ path }) => path in RECORDS || path.startsWith(ANNOTATIONS));
  const contents = await objects.read(wanted.map(({ oid }) => oid));
  const found = new Map(wanted.map(({ path }, at) => [path, contents[at]]));
  const decode = <T>(path: string, part: Part, read: (content: Buffer) => T): T | undefined => {
    const object = found.get(path) ?? 'is missing';
    if (typeof object === 'string') {
      findings.push({ code: codeOf(object), part, message: `${path} ${object}` });
      return undefined;
    }
    return decoded(object, { path, part, read, findings });
  };
  const run = decode('run.json', 'record', content => decodeRun(content, 'run.json'));
  const listed = decode('manifest.json', 'manifest', content => decodeManifest(content, 'manifest.json'));
  decode('inputs.json', 'inputs', content => decodeInputs(content, 'inputs.json'));
  decode('environment.json', 'environment', content => parseCanonical(content.toString()));
  const edits = wanted.filter(({ path }) => path.startsWith(ANNOTATIONS));
  const annotations = edits.map(file => {
    const annotation = decode(file.path, 'edits', content => decodeAnnotation(content, file.path));
    findings.push(...misnamed(file, annotation));
    return annotation;
  });
  return { run, manifest: listed && withAdded(listed, annotations), findings };
}

/** The files a run always has, by path. */
const RECORDS: Readonly<Record<string, true>> = Object.assign(Object.create(null), {
  'run.json': true,
  'manifest.json': true,
  'inputs.json': true,
  'environment.json': true,
});
const ANNOTATIONS = 'annotations/';

interface Decoding<T> {
  readonly path: string;
  readonly part: Part;
  readonly read: (content: Buffer) => T;
  readonly findings: Finding[];
}

function decoded<T>(object: GitObject, { path, part, read, findings }: Decoding<T>): T | undefined {
  try {
    return read(object.content);
  } catch (error) {
    const isNewer = error instanceof NewerFormatError;
    const message = (error as Error).message;
    findings.push({
      code: isNewer ? 'newer-format' : 'damaged',
      part,
      message: message.includes(path) ? message : `${path}: ${message}`,
    });
    return undefined;
  }
}

function misnamed({ path }: WalkedFile, annotation: Annotation | undefined): Finding[] {
  if (annotation === undefined || path === `${ANNOTATIONS}${annotation.id}.json`) return [];
  return [{ code: 'mismatch', part: 'edits', message: `${path} says that it is edit ${annotation.id}` }];
}

function withAdded(listed: Manifest, annotations: readonly (Annotation | undefined)[]): Manifest {
  const manifest: Record<string, ManifestEntry> = Object.assign(Object.create(null), listed);
  const added = annotations.flatMap(annotation => (annotation?.edit.kind === 'artifact' ? [annotation] : []));
  for (const { edit } of added.sort((one, other) => (one.id < other.id ? -1 : 1))) {
    if (edit.kind === 'artifact') manifest[`${ARTIFACTS}${edit.path}`] = edit.entry;
  }
  return manifest;
}

function identity(id: string, run: Run | undefined): Finding[] {
  if (run === undefined || run.id === id) return [];
  return [{ code: 'mismatch', part: 'record', message: `run.json says that it is run ${run.id}` }];
}

const PARTS: readonly Part[] = [
  'record',
  'manifest',
  'source',
  'artifacts',
  'metrics',
  'log',
  'inputs',
  'environment',
  'edits',
];

function wholeParts({ files }: Walked, findings: readonly Finding[]): Part[] {
  const there = new Set<Part>(['source', ...files.map(({ path }) => partOf(path))]);
  const hurt = new Set(findings.map(({ part }) => part));
  return PARTS.filter(part => there.has(part) && !hurt.has(part));
}
