/** Records that are rewritten commit by commit, as those of experiments and ledgers: what is new of them. */
import { type Walked, walkTree } from '../store/walk-tree.ts';
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
    const why = whyStrange(await walkTree(ground.validation.objects, head.tree, MOST), rules);
    if (why !== undefined) return { why: `in commit ${oid}, ${why}`, forward };
    for (const parent of head.parents) seen.add(parent);
    if (seen.size > MOST.commits) return { why: `it has more than ${MOST.commits} commits`, forward };
  }
  return { forward };
}

function whyStrange({ files, troubles }: Walked, { record }: ChainRules): string | undefined {
  const [trouble] = troubles;
  if (trouble !== undefined) return trouble.message;
  const odd = files.find(({ mode }) => mode !== '100644');
  if (odd !== undefined) return `'${odd.path}' is no plain file (mode ${odd.mode})`;
  return files.some(({ path }) => path === record) ? undefined : `there is no ${record}`;
}
