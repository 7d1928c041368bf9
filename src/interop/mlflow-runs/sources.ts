/** The sources of imported runs: the commits that MLflow names, where they are here, and else one that holds nothing. */
import type { Repository } from '../../git/repository.ts';
import { snapshotRef } from '../../run/run-ref.ts';
import type { Source } from '../../run/source.ts';
import { newRunId } from '../../store/new-id.ts';

export interface Sources {
  /** The source of a run, by the tags it has. */
  of(tags: Readonly<Record<string, string>>): Promise<Source>;
  /** Ends what kept them until the runs do. */
  close(): Promise<void>;
}

const [COMMIT, BRANCH] = ['mlflow.source.git.commit', 'mlflow.source.git.branch'];

/** Everybody's is the same commit. */
const NOBODY = { name: 'git-run', email: 'git-run' };

/** Opens them; `now` is in ms since 1970. */
export function openSources({ objects, refs }: Pick<Repository, 'objects' | 'refs'>, now: number): Sources {
  const trees = new Map<string, Promise<string | undefined>>();
  const anchor = snapshotRef(newRunId(now));
  let nothing: Promise<Source> | undefined;

  async function treeOf(commit: string): Promise<string | undefined> {
    const [head] = await objects.heads([commit]);
    if (head?.type !== 'commit') return undefined;
    return (await objects.heads([`${commit}^{tree}`]))[0]?.oid;
  }

  async function makeNothing(): Promise<Source> {
    const what = { base: 'empty', changes: [], author: NOBODY, time: 0, message: 'Source unknown\n' };
    const [made] = await objects.commit([{ ref: anchor, ...what }]);
    const { commit, tree } = made as { commit: string; tree: string };
    return { commit, tree, unknown: true, ...CLEAN };
  }

  return {
    async of(tags) {
      const commit = tags[COMMIT] ?? '';
      if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
        const found = trees.get(commit) ?? treeOf(commit);
        trees.set(commit, found);
        const tree = await found;
        const branch = tags[BRANCH] ?? '';
        if (tree !== undefined)
          return { commit, tree, head: commit, ...(branch === '' ? {} : { branch }), ...CLEAN };
      }
      nothing ??= makeNothing();
      return nothing;
    },
    async close() {
      if (nothing !== undefined) await refs.update([{ name: anchor }]);
    },
  };
}

/** What differed from the commit nobody knows. */
const CLEAN = {
  modified: 0,
  added: 0,
  deleted: 0,
  omitted: [],
  raw: [],
  stable: true,
  unmerged: false,
} as const;

/** That of a run that is not stored. */
export const NO_SOURCE: Source = { commit: '', tree: '', unknown: true, ...CLEAN };
