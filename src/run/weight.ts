/** What runs weigh. All in bytes. */

/** What of a run takes room, as people ask for it. `records`: its own records, edits and raw bytes. */
export type Kind = 'artifacts' | 'logs' | 'metrics' | 'source' | 'records';

export const KINDS: readonly Kind[] = ['artifacts', 'logs', 'metrics', 'source', 'records'];

/** What there is a row for. */
export type WeightBy = 'run' | 'experiment' | 'file';

/** A run, or all runs of an experiment, or a file; equal contents within it count once. */
export interface Weight {
  /** Of the run, the experiment, or the blob. */
  readonly id: string;
  /** Of a file, a path that it has in a run, or in the source of one. */
  readonly name: string;
  readonly runs: number;
  /** Content by kind; of the source only what its parent, a commit of the user's, has not. */
  readonly content: Readonly<Record<Kind, number>>;
  readonly total: number;
  /** How much of it is in other runs, or other experiments, as well: of a file all, where several runs have it. */
  readonly shared: number;
}

export interface Weights {
  /** The heaviest first. */
  readonly rows: readonly Weight[];
  readonly runs: number;
  /** Content of all of them, equal ones counted once. */
  readonly total: number;
  /** What Git needs for what only git-run's refs hold: compressed, and as deltas of one another. */
  readonly disk: number;
  /** Contents that are too large for Git's objects. */
  readonly large: number;
  readonly trash: { readonly runs: number; readonly total: number };
  /** Files outside of Git's objects. */
  readonly journals: number;
  readonly spool: number;
  readonly caches: number;
}
