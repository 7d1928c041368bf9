/** Git → runs. A list reads `run.json` and the annotations; the rest is read by those who show one run. */
import type { ReadableObjects, TreeFile } from '../git/readable.ts';
import type { GitObject } from '../git/repository.ts';
import { type AnnotatedRun, type Annotation, annotate } from '../run/annotation.ts';
import { CorruptRecordError } from '../run/errors.ts';
import type { JsonObject } from '../run/json.ts';
import { type Artifact, artifactsOf, type Manifest } from '../run/manifest.ts';
import { GitCommandError, RemoteError } from '../run/repository-errors.ts';
import type { Input } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import { decodeEnvironment, decodeInputs, decodeManifest, decodeRun } from './decode.ts';
import { MOST, whyNotRead } from './limits.ts';
import { loadEdits } from './load-edits.ts';
import { treeItems } from './tree-items.ts';

/** A run with its edits, and the commit its ref points to. */
export interface LoadedRun extends AnnotatedRun {
  readonly commit: string;
  readonly annotations: readonly Annotation[];
}

/** A run that could not be read, and why: lists go on without it. */
export interface UnreadableRun {
  readonly commit: string;
  readonly error: Error;
}

/** Loads runs by their commits, in order, in three round trips however many there are. */
export async function loadRuns(
  objects: ReadableObjects,
  commits: readonly string[],
): Promise<(LoadedRun | UnreadableRun)[]> {
  try {
    return await loadAll(objects, commits);
  } catch (error) {
    if (error instanceof RemoteError) throw error;
    // What cannot be read takes Git's process with it, and is found by halving.
    if (commits.length <= 1) return commits.map(commit => ({ commit, error: error as Error }));
    const middle = commits.length >> 1;
    const first = await loadRuns(objects, commits.slice(0, middle));
    return [...first, ...(await loadRuns(objects, commits.slice(middle)))];
  }
}

/** Loads one run. Throws CorruptRecordError, NewerFormatError, TooLargeError. */
export async function loadRun(objects: ReadableObjects, commit: string): Promise<LoadedRun> {
  const [loaded] = await loadRuns(objects, [commit]);
  if (loaded === undefined || 'error' in loaded) throw loaded?.error ?? new Error('nothing was loaded');
  return loaded;
}

/** More than the records of nearly all runs have: larger ones are read one by one, lest many of them be held at once. */
const SMALL = 2 ** 20;

async function loadAll(
  objects: ReadableObjects,
  commits: readonly string[],
): Promise<(LoadedRun | UnreadableRun)[]> {
  const trees = await objects.read(commits.map(commit => `${commit}^{tree}`));
  const tops = trees.map(topOf);
  const records = await objects.read(
    tops.map(({ record }) => record ?? NOTHING),
    SMALL,
  );
  const edits = await loadEdits(
    objects,
    tops.map(({ edits }) => edits),
  );
  const runs: (LoadedRun | UnreadableRun)[] = [];
  for (const [index, commit] of commits.entries()) {
    try {
      const record = tops[index]?.record;
      if (record === undefined) throw new CorruptRecordError(`commit ${commit}`, 'it holds no run.json');
      const found = records[index];
      const { content } =
        found?.type === 'blob' ? found : await readRecord(objects, record, `run.json of ${commit}`);
      const annotations = ownOf(edits[index] as readonly Annotation[] | Error);
      runs.push({
        ...annotate(decodeRun(content, `run.json of ${commit}`), annotations),
        commit,
        annotations,
      });
    } catch (error) {
      if (error instanceof GitCommandError) throw error;
      runs.push({ commit, error: error as Error });
    }
  }
  return runs;
}

/** No object is called so. */
const NOTHING = ':';

/** What of a run's tree a list needs, by id. */
function topOf(tree: GitObject | undefined): { record?: string; edits?: string } {
  const items = tree?.type === 'tree' ? treeItems(tree.content, tree.oid) : undefined;
  const find = (name: string) => items?.find(item => item.name === name)?.oid;
  const [record, edits] = [find('run.json'), find('annotations')];
  return { ...(record === undefined ? {} : { record }), ...(edits === undefined ? {} : { edits }) };
}

function ownOf(found: readonly Annotation[] | Error): readonly Annotation[] {
  if (found instanceof Error) throw found;
  return found;
}

async function readRecord(
  objects: ReadableObjects,
  name: string,
  what: string,
  most = MOST.run,
): Promise<GitObject> {
  const [object] = await objects.read([name], most);
  if (object?.type === 'blob') return object;
  const [why] = await whyNotRead(objects, [name], most);
  throw new CorruptRecordError(what, `it ${why}`);
}

/** What lists do not need of a run. */
export interface RunDetail {
  readonly manifest: Manifest;
  /** Those of the run and those added later, by path. */
  readonly artifacts: readonly Artifact[];
  readonly inputs: readonly Input[];
  readonly environment: JsonObject;
}

/** Loads the records beside `run.json`. Throws CorruptRecordError, NewerFormatError. */
export async function loadDetail(objects: ReadableObjects, run: LoadedRun): Promise<RunDetail> {
  const names = ['manifest.json', 'inputs.json', 'environment.json'].map(name => `${run.commit}:${name}`);
  const found = await objects.read(names, SMALL);
  const contents: Buffer[] = [];
  for (const [index, name] of names.entries()) {
    const what = `${name.slice(run.commit.length + 1)} of run ${run.run.id}`;
    contents.push((found[index] ?? (await readRecord(objects, name, what, MOST.list))).content);
  }
  const [manifest, inputs, environment] = contents as [Buffer, Buffer, Buffer];
  const files = { ...decodeManifest(manifest, 'manifest.json'), ...run.added };
  return {
    manifest: files,
    artifacts: artifactsOf(files),
    inputs: decodeInputs(inputs, 'inputs.json'),
    environment: decodeEnvironment(environment, 'environment.json'),
  };
}

/** Loads what a run read beside its source. Throws CorruptRecordError, NewerFormatError, TooLargeError. */
export async function loadInputs(
  objects: ReadableObjects,
  run: { readonly id: RunId; readonly commit: string },
): Promise<readonly Input[]> {
  const what = `inputs.json of run ${run.id}`;
  const { content } = await readRecord(objects, `${run.commit}:inputs.json`, what, MOST.list);
  return decodeInputs(content, 'inputs.json');
}

/** Where the bytes of a run's files are, by path in its tree. Throws TooLargeError where there are more than any run has. */
export async function runFiles<Entry extends TreeFile>(
  { objects }: { readonly objects: FileLister<Entry> },
  commit: string,
  under?: string,
): Promise<Map<string, Entry>> {
  const entries = await objects.files(commit, under, MOST.entries);
  return new Map(entries.map(entry => [entry.path, entry]));
}

interface FileLister<Entry extends TreeFile> {
  files(treeish: string, under?: string, most?: number): Promise<Entry[]>;
}
