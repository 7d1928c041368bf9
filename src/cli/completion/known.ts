/** What completion knows of the repository: read once, when first asked for, and never with a word of complaint. */

import type { Experiment } from '../../run/experiment.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { Context } from '../context.ts';

export interface Known {
  readonly context: Context;
  /** The newest runs, newest first; a hundred or so. None where there is no repository. */
  rows(): Promise<readonly RunRow[]>;
  experiments(): Promise<readonly Experiment[]>;
  /** The paths of a run's artifacts; none where there is no such run. */
  artifacts(run: string): Promise<readonly string[]>;
  /** The names of the repository's remotes. */
  remotes(): Promise<readonly string[]>;
}

/**
 * As many as are read at once: for one more all refs would be listed. Older names are rarely asked for, and whoever
 * waits for a name wants to type.
 */
const MOST_RUNS = 128;

/** What is known in a world. Of a remote nothing is: it would have to be asked. */
export function knownIn(context: Context, { isRemote }: { readonly isRemote: boolean }): Known {
  const rows = once(() => (isRemote ? [] : newest(context)));
  return {
    context,
    rows: () => rows().catch(() => []),
    async experiments() {
      if (isRemote) return [];
      const { listExperiments } = await import('../../store/experiments.ts');
      return attempt(async () => listExperiments(await context.repository()));
    },
    async artifacts(run) {
      if (isRemote) return [];
      const { findArtifacts } = await import('../artifacts.ts');
      return attempt(async () => (await findArtifacts(context, run)).artifacts.map(({ path }) => path));
    },
    remotes: () =>
      attempt(async () =>
        (await context.repository()).config
          .keys('remote.')
          .flatMap(key => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? []),
      ),
  };
}

async function newest(context: Context): Promise<RunRow[]> {
  const { runRows } = await import('../runs.ts');
  const rows: RunRow[] = [];
  for await (const { row } of runRows(context, MOST_RUNS)) if (rows.push(row) >= MOST_RUNS) break;
  return rows;
}

async function attempt<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  return read().catch(() => []);
}

function once<T>(read: () => T | Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= (async () => read())();
    return found;
  };
}
