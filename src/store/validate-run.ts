/**
 * Whether a commit may be taken for a run: asked of what comes from elsewhere, before it is adopted. Whatever it is, the
 * answer takes little memory and time: sizes are told before anything is unpacked, and no path is followed twice.
 */
import type { Objects, Repository } from '../git/repository.ts';
import type { Finding, Part } from '../run/check.ts';
import { NewerFormatError } from '../run/errors.ts';
import { RESOURCES } from '../run/manifest.ts';
import type { RunTip } from '../run/run-tip.ts';
import { duplicates, MAX_DEPTH, MAX_PATH_BYTES, whyUnsafe } from '../run/safe-path.ts';
import { partOf } from './check-files.ts';
import { MOST } from './limits.ts';
import { measureTree, type TreeMeasure, type Unmeasured } from './measure-tree.ts';
import { type RunHistory, runHistory } from './run-history.ts';
import { type SoundObjects, soundObjects } from './sound-objects.ts';
import { type SizedFile, whyInconsistent } from './validate-records.ts';
import { type Walked, walkTree } from './walk-tree.ts';

/** What is kept from one run to the next: most share most of their sources. */
export interface ValidationGround {
  readonly repository: Repository;
  readonly objects: SoundObjects;
  readonly measured: Map<string, TreeMeasure>;
}

/** Opens a repository, or a quarantine beside one, whose runs are to be validated. */
export function openValidation(repository: Repository, objects = soundObjects(repository)): ValidationGround {
  return { repository, objects, measured: new Map() };
}

/** Says why a commit must not be adopted as the run of its ref; undefined where nothing is wrong. */
export async function validateRun(ground: ValidationGround, tip: RunTip): Promise<Finding | undefined> {
  const { objects, repository } = ground;
  const history = await runHistory(objects, tip.commit);
  if (typeof history === 'string') return unsafe('record', history);
  const measures = await measureRun(ground, history);
  const wrong = outsizeOf(measures) ?? unmeasuredOf(measures);
  if (wrong !== undefined) return wrong;
  const walked = await walkTree(objects, history.tree, { entries: MOST.entries });
  const strange = strangeNames(walked);
  if (strange !== undefined) return strange;
  const files = await sizedFiles(repository.objects, walked);
  if (!Array.isArray(files)) return files;
  return recordsOf(repository.objects, tip, history, files);
}

/** What a run's tree and that of its source come to. */
export interface RunMeasures {
  readonly own: TreeMeasure | Unmeasured;
  readonly source: TreeMeasure | Unmeasured;
}

/** Measures a run's trees. */
export async function measureRun(
  { objects, measured }: ValidationGround,
  { tree, source }: RunHistory,
): Promise<RunMeasures> {
  return {
    own: await measureTree(objects, tree, measured, { items: MOST.entries, windows: false }),
    source: await measureTree(objects, source.tree, measured, { items: MOST.sourceEntries, windows: false }),
  };
}

/** Finds what of a run is too much to be looked into: for one that passes, looking into it ends. */
export function outsizeOf({ own, source }: RunMeasures): Finding | undefined {
  const why = whyTooMuch(own, MOST.entries);
  if (why !== undefined) return unsafe('record', `in its tree, ${why}`);
  const whySource = whyTooMuch(source, MOST.sourceEntries);
  return whySource === undefined ? undefined : unsafe('source', `in its source, ${whySource}`);
}

function whyTooMuch(found: TreeMeasure | Unmeasured, most: number): string | undefined {
  if ('why' in found) return found.code === 'too-much' ? found.why : undefined;
  const { entries, depth, longest } = found;
  if (entries > most) return `there are ${entries} entries, more than the ${most} there may be`;
  if (depth > MAX_DEPTH) return `directories lie ${depth} deep`;
  return longest > MAX_PATH_BYTES ? `a path has ${longest} bytes` : undefined;
}

function unmeasuredOf({ own, source }: RunMeasures): Finding | undefined {
  const [inIt, part, found] =
    'why' in own ? ['tree', 'record' as const, own] : ['source', 'source' as const, source];
  if (!('why' in found)) return undefined;
  const code = found.code === 'missing' ? 'missing' : 'unsafe';
  return { code, part, message: `in its ${inIt}, ${found.why}` };
}

function strangeNames({ files, troubles }: Walked): Finding | undefined {
  const [trouble] = troubles;
  if (trouble !== undefined) return unsafe(partOf(trouble.path), trouble.message);
  for (const { path, mode } of files) {
    const part = partOf(path);
    const [top = ''] = path.split('/', 1);
    if (!TOPS.has(top) || top.includes('.') !== (top === path))
      return unsafe('record', `'${path}' is no part of a run`);
    const isPlain = mode === '100644' || (mode === '100755' && (top === 'artifacts' || top === 'attempts'));
    if (!isPlain) return unsafe(part, `'${path}' is no plain file (mode ${mode})`);
    // By the path it is written to.
    const why = whyUnsafe(path.slice(path.indexOf('/') + 1));
    if (why !== undefined) return unsafe(part, `'${path}' is unsafe: ${why}`);
  }
  const [collision] = duplicates(files.map(({ path }) => path));
  if (collision === undefined) return undefined;
  return unsafe(partOf(collision.path), `'${collision.path}' collides with '${collision.other}'`);
}

const TOPS: ReadonlySet<string> = new Set([
  ...['run.json', 'manifest.json', 'inputs.json', 'environment.json', RESOURCES],
  ...['metrics', 'artifacts', 'logs', 'raw', 'annotations', 'attempts'],
]);

/** A run may be so many times larger than what is stored of it, once it is larger than this at all. */
const EXPANSION = { factor: 200, bytes: 2 ** 28 };

async function sizedFiles(objects: Objects, { files }: Walked): Promise<SizedFile[] | Finding> {
  const ids = [...new Set(files.map(({ oid }) => oid))];
  const heads = new Map((await objects.heads(ids)).map((head, at) => [ids[at], head]));
  const sized: SizedFile[] = [];
  for (const file of files) {
    const { path, oid } = file;
    const head = heads.get(oid);
    if (head?.type !== 'blob') return { code: 'missing', part: partOf(path), message: `${path} is missing` };
    const most = sizeLimit(path);
    if (head.size > most)
      return unsafe(partOf(path), `${path} has ${head.size} bytes, more than the ${most} it may have`);
    sized.push({ ...file, size: head.size });
  }
  const bytes = sized.reduce((sum, { size }) => sum + size, 0);
  const stored = [...heads.values()].reduce((sum, head) => sum + (head?.stored ?? head?.size ?? 0), 0);
  if (bytes <= EXPANSION.bytes || bytes <= stored * EXPANSION.factor) return sized;
  return unsafe('record', `its files have ${bytes} bytes, and ${stored} are stored`);
}

function sizeLimit(path: string): number {
  if (path === 'run.json') return MOST.run;
  if (path.startsWith('annotations/')) return MOST.edit;
  if (path.startsWith('logs/')) return MOST.logPart;
  return path.includes('/') || path === RESOURCES ? Number.POSITIVE_INFINITY : MOST.list;
}

async function recordsOf(
  ...[objects, tip, history, files]: Parameters<typeof whyInconsistent>
): Promise<Finding | undefined> {
  try {
    const why = await whyInconsistent(objects, tip, history, files);
    return why === undefined ? undefined : { code: 'mismatch', part: 'record', message: why };
  } catch (error) {
    const code = error instanceof NewerFormatError ? 'newer-format' : 'damaged';
    return { code, part: 'record', message: (error as Error).message };
  }
}

function unsafe(part: Part, message: string): Finding {
  return { code: 'unsafe', part, message };
}
