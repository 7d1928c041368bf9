/** What came of sharing runs: reports, as values. */
import type { RunId } from './run-id.ts';

/** Where a run is: in this repository, on a remote, or in both, with the same edits or with others. */
export type Whereabouts = 'here' | 'there' | 'both' | 'differs';

/** How something that arrived was taken: created, moved forwards, joined with edits of ours, or put in the place of a copy it was purged from. */
export type Adopted = 'new' | 'edited' | 'joined' | 'purged';

/** A run, as it is named to people; without a name where its record is not at hand. */
export interface SharedRun {
  readonly id: RunId;
  readonly name?: string;
}

/** Something that was not sent, or not taken. */
export interface Refused {
  /** The ref, or the run, that it is about. */
  readonly ref: string;
  readonly name?: string;
  readonly why: string;
  /** What to do, in the imperative; it may have several lines. */
  readonly remedy?: string;
}

/** Bytes of large artifacts that went, or would go, before their runs; what of them was there already is not sent again. */
export interface SentLarge {
  readonly files: number;
  readonly bytes: number;
  /** Files that are not here: the remote may have them. */
  readonly absent: number;
}

/** Bytes of large artifacts that came after their runs. */
export interface FetchedLarge {
  readonly files: number;
  readonly bytes: number;
  /** Files that could not be had. */
  readonly left: number;
  readonly why?: string;
  /** What to do, in the imperative. */
  readonly remedy?: string;
}

export interface FetchReport {
  /** As it may be shown. */
  readonly remote: string;
  readonly dryRun: boolean;
  readonly runs: readonly (SharedRun & { readonly how: Adopted })[];
  /** Runs whose copy here is what is there, or has edits that are not there yet. */
  readonly same: number;
  /** Runs that came folded into ledgers. */
  readonly folded?: number;
  /** Of a dry run: ledgers that are to come. What they tell of folded and deleted runs nobody knows before. */
  readonly ledgers?: number;
  /** Records of experiments that are new, or changed. */
  readonly experiments: number;
  /** As of experiments. */
  readonly models: number;
  /** Runs that somebody has deleted, and nobody edited since: they are gone here too. */
  readonly dropped: readonly SharedRun[];
  /** Runs that somebody has deleted, and that stay: with edits that nobody knew of, or never sent from here. */
  readonly kept: readonly SharedRun[];
  readonly refused: readonly Refused[];
  /** Absent where none was needed, or asked for. */
  readonly large?: FetchedLarge;
}

/** What was learnt of a remote's runs. */
export interface MetadataReport {
  /** As it may be shown. */
  readonly remote: string;
  readonly dryRun: boolean;
  /** Runs whose records came, or would come. */
  readonly runs: number;
  /** Ledgers, experiments and registered models that came, or would come. */
  readonly ledgers: number;
  /** Runs of the remote that are known of and are not here. */
  readonly known: number;
  /** How many of these were not known before; 0 where nothing was brought. */
  readonly fresh: number;
}

export interface PushReport {
  readonly remote: string;
  readonly dryRun: boolean;
  /** Whether runs are removed from there, and none is sent. */
  readonly removes: boolean;
  /** `edited`: it was there already, without the last edits. `deleted`: it was there. */
  readonly runs: readonly (SharedRun & { readonly how: 'new' | 'edited' | 'purged' | 'deleted' })[];
  /** Runs that were there as they are here. */
  readonly same: number;
  readonly experiments: number;
  /** Registered models. */
  readonly models: number;
  /** Objects that travel, and their bytes as they are stored here; undefined where nobody has counted. */
  readonly objects?: number;
  readonly bytes?: number;
  /** How many more runs go with a ledger that they are folded into. */
  readonly folded?: number;
  /** Whether the ledger of this clone goes: what it tells of folded, deleted and purged runs is new. */
  readonly ledger?: boolean;
  /** Commits of the user's own that travel with the runs: none but with `--with-history`. */
  readonly commits: readonly string[];
  readonly refused: readonly Refused[];
  /** Absent where none is needed, or asked for. */
  readonly large?: SentLarge;
  /** Of a bundle: large artifacts of its runs, whose bytes are not in it. */
  readonly leftOut?: Pick<SentLarge, 'files' | 'bytes'>;
}
