/** Records that are rewritten commit by commit, as those of experiments and ledgers: what is new of them. */
import { walkTree } from '../store/walk-tree.ts';
import { commitHead } from './commit-head.ts';
import type { Ground, Move } from './judge.ts';

export interface ChainRules {
  /** The file at the top that each of its trees has. */
  readonly record: string;
  /** Parents that a commit may have. */
  readonly parents: number;
}

export interface Chain {
  readonly why?: string;
  /** Whether it leads to where the ref points now. */
  readonly forward: boolean;
}

/** Commits, and files and directories in a tree: by far more than there are. */
const MOST = { commits: 100_000, entries: 100_000 };

/** Follows commits from where a ref is to point back to where it points now, or to their first. */
export async function followChain(ground: Ground, { from, to }: Move, rules: ChainRules): Promise<Chain> {
  const seen = new Set([to]);
  const looked: Looked = { tops: new Set(), below: new Set() };
  let forward = from === undefined;
  for (const oid of seen) {
    if (oid === from) {
      forward = true;
      continue;
    }
    const head = await commitHead(ground.repository.objects, oid);
    if (head === undefined) return { why: `${oid} is no commit`, forward };
    if (head.parents.length > rules.parents)
      return { why: `commit ${oid} has ${head.parents.length} parents`, forward };
    const why = await whyStrange(ground, head.tree, rules, looked);
    if (why !== undefined) return { why: `in commit ${oid}, ${why}`, forward };
    for (const parent of head.parents) seen.add(parent);
    if (seen.size > MOST.commits) return { why: `it has more than ${MOST.commits} commits`, forward };
  }
  return { forward };
}

/** Trees that were found sound, at the top of a commit and below: one shares most of its own with the next. */
interface Looked {
  readonly tops: Set<string>;
  readonly below: Set<string>;
}

async function whyStrange(
  { validation }: Ground,
  top: string,
  { record }: ChainRules,
  { tops, below }: Looked,
): Promise<string | undefined> {
  if (tops.has(top)) return undefined;
  const limits = { entries: MOST.entries, known: below };
  const { files, troubles, trees } = await walkTree(validation.objects, top, limits);
  const [trouble] = troubles;
  if (trouble !== undefined) return trouble.message;
  const odd = files.find(({ mode }) => mode !== '100644');
  if (odd !== undefined) return `'${odd.path}' is no plain file (mode ${odd.mode})`;
  if (!files.some(({ path }) => path === record)) return `there is no ${record}`;
  tops.add(top);
  for (const tree of trees) if (tree !== top) below.add(tree);
  return undefined;
}
