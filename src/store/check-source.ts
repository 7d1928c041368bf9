/** The source of a run: its commit, that the run keeps it from gc, and all its files. */
import type { GitObject } from '../git/repository.ts';
import type { Finding } from '../run/check.ts';
import type { Source } from '../run/source.ts';
import type { CheckGround } from './check-run.ts';
import { MOST } from './limits.ts';
import { type SoundObjects, SWAPPED } from './sound-objects.ts';
import { treeItems } from './tree-items.ts';
import { sizesIn } from './tree-sizes.ts';
import { type WalkedFile, walkTree } from './walk-tree.ts';

/** Looks over the source of a run, by the commit of its ref; it is found without its record, too. */
export async function checkSource(
  ground: CheckGround,
  tip: GitObject,
  source: Source | undefined,
): Promise<Finding[]> {
  const chain = await findSource(ground.objects, tip, source?.commit);
  if (typeof chain === 'string') return [finding('missing', chain)];
  const { commit, tree } = chain;
  if (source !== undefined && source.tree !== tree)
    return [finding('mismatch', `the source commit ${commit} has another tree than run.json says`)];
  return checkTree(ground, tree);
}

/** Edits of a run that are followed back to its first commit. */
const MOST_EDITS = 10_000;

/** The parent of a run's first commit. */
async function findSource(objects: SoundObjects, tip: GitObject, wanted: string | undefined) {
  let at = linesOf(tip);
  for (let steps = 0; steps < MOST_EDITS; steps++) {
    const { parent } = at;
    if (parent === undefined) break;
    const [object] = await objects.read([parent]);
    if (typeof object !== 'object') return `commit ${parent} ${object}`;
    at = linesOf(object);
    if (wanted === undefined ? !(await isOfRun(objects, at.tree)) : parent === wanted)
      return { commit: parent, tree: at.tree };
  }
  return wanted === undefined
    ? 'its source cannot be told'
    : `its commit does not descend from its source ${wanted}, which gc may remove`;
}

async function isOfRun(objects: SoundObjects, tree: string): Promise<boolean> {
  const [object] = await objects.read([tree]);
  const items = typeof object === 'object' ? (treeItems(object.content, tree) ?? []) : [];
  const paths = new Set(items.map(({ name }) => name));
  return paths.has('manifest.json') && paths.has('environment.json') && paths.has('inputs.json');
}

function linesOf({ content }: GitObject): { tree: string; parent: string | undefined } {
  const head = content.toString('latin1').split('\n\n', 1)[0] as string;
  return {
    tree: /^tree ([0-9a-f]+)$/m.exec(head)?.[1] ?? '',
    parent: /^parent ([0-9a-f]+)$/m.exec(head)?.[1],
  };
}

async function checkTree({ repository, objects, content, wholeTrees }: CheckGround, tree: string) {
  const walked = await walkTree(objects, tree, { entries: MOST.sourceEntries, known: wholeTrees });
  const blobs = walked.files.filter(({ mode }) => mode !== SUBMODULE);
  const sizes = await sizesOf({ repository, tree }, blobs);
  const asked = blobs.map(({ oid }) => ({ oid, size: sizes.get(oid) }));
  // As of a run's own files.
  const read = content ? asked : asked.filter(({ size }) => size === undefined);
  const digests = await objects.digests(read);
  const troubles = new Map(read.map(({ oid }, at) => [oid, digests[at]]));
  const findings = walked.troubles.map(({ code, message }) => finding(code, `in its source, ${message}`));
  for (const { path, oid } of blobs) {
    const trouble = troubles.get(oid);
    if (typeof trouble === 'string')
      findings.push(finding(trouble === SWAPPED ? 'damaged' : 'missing', `${path} of its source ${trouble}`));
  }
  if (findings.length === 0) for (const oid of walked.trees) wholeTrees.add(oid);
  return findings;
}

const SUBMODULE = '160000';

/** Few files are asked for one by one: to list a large tree for each run takes longer. */
async function sizesOf(
  { repository, tree }: { repository: CheckGround['repository']; tree: string },
  blobs: readonly WalkedFile[],
): Promise<Map<string, number>> {
  if (blobs.length === 0) return new Map();
  if (blobs.length > FEW) return sizesIn(repository, tree);
  const each = await Promise.all(blobs.map(({ path }) => sizesIn(repository, tree, path)));
  return new Map(each.flatMap(sizes => [...sizes]));
}

const FEW = 2;

function finding(code: Finding['code'], message: string): Finding {
  return { code, part: 'source', message };
}
