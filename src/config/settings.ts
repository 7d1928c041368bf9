/**
 * Settings: one value folded from the command line, the environment, Git's configuration and `git-run.yaml`,
 * in this order of precedence. It is data, made once; it does nothing.
 */

import type { Directions } from '../query/direction.ts';

export interface Settings {
  /** `--experiment`, GIT_RUN_EXPERIMENT, run.experiment, `experiment:`; `default` otherwise. */
  readonly experiment: string;
  /** The remote whose branches count as published: run.remote, else branch.<name>.remote, else origin, else the first. */
  readonly remote?: string;
  /** Files parameters are read from, relative to the top of the work tree. `declared` ones are missed when absent. */
  readonly paramFiles: readonly DeclaredPath[];
  /** Globs of files metrics are read from after the run, from the top. */
  readonly metricFiles: readonly string[];
  /** Globs of files to keep as artifacts, from the top. */
  readonly outputs: readonly string[];
  /** Paths or globs of input files, from the top. */
  readonly inputs: readonly string[];
  /** What a fresh worktree needs from the user's own: paths that are linked into it. */
  readonly worktreeLink: readonly string[];
  /** Names or prefixes (`WANDB_*`) of environment variables to keep beyond the built-in list. */
  readonly environmentKeep: readonly string[];
  /** A source file of more bytes is recorded by digest only: run.sizeLimit, 10 MiB. */
  readonly sizeLimit: number;
  /** An input of more bytes is recorded by size and time only: run.inputLimit, 1 GiB. */
  readonly inputLimit: number;
  /** Of the output, so many bytes from the start are kept, and the last 8 MiB: run.logLimit, 1 GiB. */
  readonly logLimit: number;
  /** An artifact of more bytes is kept as a Git LFS pointer, outside of Git's objects: run.largeSize, 10 MiB. */
  readonly largeSize: number;
  /** So long, in ms, a run stays in the trash before `gc` deletes it: run.trashAge, 90 days. */
  readonly trashAge: number;
  /** Whether refs and packs are tidied in the background after every 32nd run: not where gc.auto is 0. */
  readonly maintain: boolean;
  /** When more runs than so many have a ref each, they are folded into the ledger; 0: never. run.foldAfter, 500. */
  readonly foldAfter: number;
}

export interface DeclaredPath {
  readonly path: string;
  readonly declared: boolean;
}

/** What a user may write into `git-run.yaml`; every key may be absent. */
export interface WrittenSettings {
  readonly experiment?: string;
  readonly params?: readonly string[];
  readonly metrics?: readonly string[];
  readonly outputs?: readonly string[];
  readonly inputs?: readonly string[];
  readonly worktree?: { readonly link?: readonly string[] };
  readonly environment?: { readonly keep?: readonly string[] };
  readonly limits?: {
    readonly source?: string | number;
    readonly input?: string | number;
    readonly log?: string | number;
  };
  /** Artifacts of more bytes are no objects of Git's. */
  readonly large?: string | number;
  readonly trash?: string | number;
  /** By metric: whether less or more of it is better. */
  readonly directions?: Directions;
}

/** What the command line sets. */
export interface SettingOptions {
  readonly experiment?: string;
  /** Relative to the working directory, as typed. */
  readonly outputs?: readonly string[];
  readonly inputs?: readonly string[];
}
