/**
 * One run, looked over: its commit, its records, its files and its source. Whatever is wrong with one of them, the
 * others are looked at too: who has lost a log may still have the model.
 */
import type { GitObject, Repository } from '../git/repository.ts';
import { type Annotation, addedFiles } from '../run/annotation.ts';
import type { Finding, Part, RunCheck } from '../run/check.ts';
import { NewerFormatError } from '../run/errors.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import type { RunTip } from '../run/run-tip.ts';
import { checkFiles, partOf } from './check-files.ts';
import { checkSource } from './check-source.ts';
import { decodeAnnotation, decodeEnvironment, decodeInputs, decodeManifest, decodeRun } from './decode.ts';
import { MOST } from './limits.ts';
import { runHistory } from './run-history.ts';
import { type Digest, type SoundObjects, SWAPPED, soundObjects, type Trouble } from './sound-objects.ts';
import { measureRun, openValidation, outsizeOf, type ValidationGround } from './validate-run.ts';
import { type Walked, type WalkedFile, walkTree } from './walk-tree.ts';

/** What is kept from one run to the next: most share most of their sources. */
export interface CheckGround {
  readonly repository: Repository;
  readonly objects: SoundObjects;
  /** Whether files are read and hashed, or but looked for. */
  readonly content: boolean;
  /** Of large contents that were read: what they are, by the digest they go by. */
  readonly large: Map<string, Digest | Trouble>;
  /** Trees of sources, by id, that are whole. */
  readonly wholeTrees: Set<string>;
  readonly validation: ValidationGround;
}

/** Opens a repository to be looked over. */
export function openCheck(repository: Repository, { content = true } = {}): CheckGround {
  const objects = soundObjects(repository);
  return {
    repository,
    objects,
    content,
    large: new Map(),
    wholeTrees: new Set(),
    validation: openValidation(repository, objects),
  };
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
  const history = await runHistory(ground.objects, commit);
  const outsize =
    typeof history === 'string' ? undefined : outsizeOf(await measureRun(ground.validation, history));
  if (outsize?.part === 'record') return { id, commit, state: 'hurt', findings: [outsize], whole: [] };
  const tree = /^tree ([0-9a-f]+)$/m.exec(tip.content.toString('latin1'))?.[1] ?? '';
  const walked = await walkTree(ground.objects, tree, { entries: MOST.entries });
  const records = await readRecords(ground.objects, walked);
  const found = [
    ...walked.troubles.map(({ code, path, message }): Finding => ({ code, part: partOf(path), message })),
    ...records.findings,
    ...identity(id, records.run),
    ...(await checkFiles(ground, { commit, walked, ...records })),
    ...(outsize === undefined ? await checkSource(ground, tip, records.run?.source) : [outsize]),
  ];
  // What is missing from its history is told of the source.
  const isAltered = typeof history === 'string' && found.length === 0;
  const findings: Finding[] = isAltered ? [{ code: 'unsafe', part: 'edits', message: history }] : found;
  const name = records.run === undefined ? {} : { name: records.run.name };
  return { id, commit, ...name, state: stateOf(findings), findings, whole: wholeParts(walked, findings) };
}

function stateOf(findings: readonly Finding[]): RunCheck['state'] {
  const codes = findings.map(({ code }) => code);
  if (codes.length === 0) return 'whole';
  if (codes.some(code => code !== 'newer-format' && code !== 'elsewhere')) return 'hurt';
  return codes.includes('newer-format') ? 'newer' : 'partial';
}

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
  const edited = files.filter(({ path }) => path.startsWith(ANNOTATIONS));
  const isTooMuch = edited.length > MOST.edits;
  const message = `there are ${edited.length} edits, more than the ${MOST.edits} there may be`;
  if (isTooMuch) findings.push({ code: 'unsafe', part: 'edits', message });
  const wanted = [...files.filter(({ path }) => path in RECORDS), ...(isTooMuch ? [] : edited)];
  const contents = await readWanted(objects, wanted);
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
  decode('environment.json', 'environment', content => decodeEnvironment(content, 'environment.json'));
  const edits = wanted.filter(({ path }) => path.startsWith(ANNOTATIONS));
  const annotations = edits.map(file => {
    const annotation = decode(file.path, 'edits', content => decodeAnnotation(content, file.path));
    findings.push(...misnamed(file, annotation));
    return annotation;
  });
  return { run, manifest: listed && withAdded(listed, annotations), findings };
}

/** One by one, and no further than edits may have bytes together: the rest is told. */
async function readWanted(
  objects: SoundObjects,
  wanted: readonly WalkedFile[],
): Promise<(GitObject | string)[]> {
  const contents: (GitObject | string)[] = [];
  let bytes = 0;
  for (const { oid, path } of wanted) {
    const most = path === 'run.json' ? MOST.run : path in RECORDS ? MOST.list : MOST.edit;
    const [object = ''] =
      bytes > MOST.editBytes ? ['is beyond what edits may have together'] : await objects.read([oid], most);
    if (typeof object === 'object' && path.startsWith(ANNOTATIONS)) bytes += object.content.length;
    contents.push(object);
  }
  return contents;
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
  const added = addedFiles(annotations.filter(annotation => annotation !== undefined));
  return Object.assign(Object.create(null), listed, added);
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
  'resources',
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
