/** The edits of runs, as their `annotations/` hold them. */
import type { ReadableObjects } from '../git/readable.ts';
import type { GitObject } from '../git/repository.ts';
import type { Annotation } from '../run/annotation.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { TooLargeError } from '../run/repository-errors.ts';
import { decodeAnnotation } from './decode.ts';
import { MOST, whyNotRead } from './limits.ts';
import { treeItems } from './tree-items.ts';

/** So many edits of a run are read together with those of others; a run with more is read by itself. */
const FEW = 4;

/** Reads the edits below directories, by their ids; in the place of those that cannot be read stands why. */
export async function loadEdits(
  objects: ReadableObjects,
  folders: readonly (string | undefined)[],
): Promise<(readonly Annotation[] | Error)[]> {
  const there = folders.filter(folder => folder !== undefined);
  if (there.length === 0) return folders.map(() => []);
  const trees = await objects.read(there);
  const oids = new Map(
    trees.map((tree, index) => [there[index] as string, idsOf(tree, there[index] as string)]),
  );
  const few = [...oids.values()].flatMap(ids => (ids instanceof Error || ids.length > FEW ? [] : ids));
  const read = await objects.read(few, MOST.edit);
  const known = new Map(few.map((oid, index) => [oid, read[index]]));
  const edits: (readonly Annotation[] | Error)[] = [];
  for (const folder of folders) {
    const ids = folder === undefined ? [] : (oids.get(folder) as readonly string[] | Error);
    edits.push(ids instanceof Error ? ids : await editsOf(objects, ids, known));
  }
  return edits;
}

function idsOf(tree: GitObject | undefined, folder: string): readonly string[] | Error {
  if (tree === undefined)
    return new CorruptRecordError(`annotations ${folder}`, 'they are missing or too many');
  // A file of that name is none of ours, and is passed over.
  if (tree.type !== 'tree') return [];
  const items = treeItems(tree.content, tree.oid);
  if (items === undefined) return new CorruptRecordError(`annotations ${folder}`, 'they are no tree');
  if (items.length > MOST.edits)
    return new TooLargeError(`annotations ${folder}`, `there are more than ${MOST.edits}`);
  return items.map(({ oid }) => oid);
}

async function editsOf(
  objects: ReadableObjects,
  oids: readonly string[],
  known: ReadonlyMap<string, GitObject | undefined>,
): Promise<readonly Annotation[] | Error> {
  try {
    const found = oids.length <= FEW ? oids.map(oid => known.get(oid)) : await readMany(objects, oids);
    const annotations: Annotation[] = [];
    for (const [index, object] of found.entries()) {
      const oid = oids[index] as string;
      if (object?.type !== 'blob') {
        const [why] = await whyNotRead(objects, [oid], MOST.edit);
        throw new CorruptRecordError(`annotation ${oid}`, `it ${why}`);
      }
      const annotation = decodeAnnotation(object.content, `annotation ${oid}`);
      if (annotation !== undefined) annotations.push(annotation);
    }
    return annotations;
  } catch (error) {
    return error as Error;
  }
}

/** All edits of one run. Throws TooLargeError. */
async function readMany(
  objects: ReadableObjects,
  oids: readonly string[],
): Promise<(GitObject | undefined)[]> {
  if (oids.length * MOST.edit > MOST.editBytes) {
    const heads = await objects.heads(oids);
    const bytes = heads.reduce((sum, head) => sum + (head?.size ?? 0), 0);
    if (bytes > MOST.editBytes) throw new TooLargeError('annotations', `they have ${bytes} bytes together`);
  }
  return objects.read(oids, MOST.edit);
}
