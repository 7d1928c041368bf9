/** Git → runs. A list reads `run.json` and the annotations; the rest is read by those who show one run. */
import type { GitObject, Objects, Repository, TreeEntry } from '../git/repository.ts';
import { type AnnotatedRun, type Annotation, annotate } from '../run/annotation.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { type JsonObject, parseCanonical } from '../run/json.ts';
import { type Artifact, artifactsOf, type Manifest } from '../run/manifest.ts';
import type { Input } from '../run/run.ts';
import { decodeAnnotation, decodeInputs, decodeManifest, decodeRun } from './decode.ts';

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

/** Loads runs by their commits, in order, in two round trips however many there are. */
export async function loadRuns(
  objects: Objects,
  commits: readonly string[],
): Promise<(LoadedRun | UnreadableRun)[]> {
  const answers = await objects.read(
    commits.flatMap(commit => [`${commit}:run.json`, `${commit}:annotations`]),
  );
  const edits = await loadEdits(
    objects,
    commits.map((_, index) => answers[index * 2 + 1]),
  );
  return commits.map((commit, index) => {
    try {
      const record = answers[index * 2];
      if (record === undefined) throw new CorruptRecordError(`commit ${commit}`, 'it holds no run.json');
      const annotations = (edits[index] as readonly StoredEdit[]).map(decodeEdit).filter(isKnown);
      return {
        ...annotate(decodeRun(record.content, `run.json of ${commit}`), annotations),
        commit,
        annotations,
      };
    } catch (error) {
      return { commit, error: error as Error };
    }
  });
}

/** Loads one run. Throws CorruptRecordError, NewerFormatError. */
export async function loadRun(objects: Objects, commit: string): Promise<LoadedRun> {
  const [loaded] = await loadRuns(objects, [commit]);
  if (loaded === undefined || 'error' in loaded) throw loaded?.error ?? new Error('nothing was loaded');
  return loaded;
}

interface StoredEdit {
  readonly oid: string;
  readonly object: GitObject | undefined;
}

function decodeEdit({ oid, object }: StoredEdit): Annotation | undefined {
  if (object === undefined) throw new CorruptRecordError(`annotation ${oid}`, 'its object is missing');
  return decodeAnnotation(object.content, `annotation ${oid}`);
}

function isKnown(annotation: Annotation | undefined): annotation is Annotation {
  return annotation !== undefined;
}

async function loadEdits(
  objects: Objects,
  folders: readonly (GitObject | undefined)[],
): Promise<StoredEdit[][]> {
  const oids = folders.map(folder => (folder?.type === 'tree' ? blobsOf(folder) : []));
  const blobs = await objects.read(oids.flat());
  let at = 0;
  return oids.map(ids => ids.map(oid => ({ oid, object: blobs[at++] })));
}

/** The ids in a tree object: `mode SP name NUL id`, ids of 20 or 32 bytes as the tree's own. */
function blobsOf(tree: GitObject): string[] {
  const size = tree.oid.length / 2;
  const oids: string[] = [];
  for (let at = 0; at < tree.content.length; ) {
    const end = tree.content.indexOf(0, at);
    oids.push(tree.content.subarray(end + 1, end + 1 + size).toString('hex'));
    at = end + 1 + size;
  }
  return oids;
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
export async function loadDetail(objects: Objects, run: LoadedRun): Promise<RunDetail> {
  const names = ['manifest.json', 'inputs.json', 'environment.json'];
  const contents = await objects.read(names.map(name => `${run.commit}:${name}`));
  const [manifest, inputs, environment] = contents.map((object, index) => {
    if (object === undefined)
      throw new CorruptRecordError(`run ${run.run.id}`, `it holds no ${names[index]}`);
    return object.content;
  }) as [Buffer, Buffer, Buffer];
  const files = { ...decodeManifest(manifest, 'manifest.json'), ...prefixed(run.added) };
  return {
    manifest: files,
    artifacts: artifactsOf(files),
    inputs: decodeInputs(inputs, 'inputs.json'),
    environment: parseCanonical(environment.toString()) as JsonObject,
  };
}

function prefixed(added: Manifest): Manifest {
  return Object.fromEntries(Object.entries(added).map(([path, entry]) => [`artifacts/${path}`, entry]));
}

/** Where the bytes of a run's files are, by path in its tree. */
export async function runFiles(
  repository: Repository,
  commit: string,
  under?: string,
): Promise<Map<string, TreeEntry>> {
  const entries = await repository.objects.files(commit, under);
  return new Map(entries.map(entry => [entry.path, entry]));
}
