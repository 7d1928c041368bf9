/** A run as the endpoint's clients see it, whether it is being written or has ended. */
import type { Outcome } from '../../run/run.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunStatus } from './enums.ts';
import type { Fact, Facts, KeyValue } from './facts.ts';
import type { Point } from './points.ts';
import type { Int64 } from './wire.ts';

/** What there is to see of a run. */
export interface RunView {
  readonly id: RunId;
  readonly name: string;
  /** The name of its experiment. */
  readonly experiment: string;
  readonly user: string;
  readonly status: RunStatus;
  /** ms since 1970. */
  readonly started: Int64;
  readonly ended?: Int64 | undefined;
  readonly deleted: boolean;
  readonly params: Iterable<readonly [string, string]>;
  readonly tags: Iterable<readonly [string, string]>;
  /** The latest value of each metric. */
  readonly metrics: Iterable<readonly [string, Point]>;
  readonly facts: Pick<Facts, 'datasets' | 'modelInputs' | 'modelOutputs'>;
}

export interface MetricWrite extends Point {
  readonly key: string;
}

export interface Writes {
  readonly params?: readonly KeyValue[];
  readonly metrics?: readonly MetricWrite[];
  readonly tags?: readonly KeyValue[];
}

export interface RunChanges {
  readonly status?: RunStatus | undefined;
  readonly ended?: Int64 | undefined;
  readonly name?: string | undefined;
}

/** A file or a directory among the artifacts of a run. */
export interface ArtifactEntry {
  /** Its last name. */
  readonly name: string;
  /** Bytes; absent of a directory. */
  readonly size?: number;
}

export interface ArtifactBytes {
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What can be asked of a run, and done to it. Paths are those of its artifacts, and have been checked. */
export interface TrackedRun {
  readonly id: RunId;
  view(): Promise<RunView>;
  isDeleted(): Promise<boolean>;
  facts(): Promise<Facts>;
  /** In the order of time. */
  history(key: string): Promise<Point[]>;
  /** All of it is checked before any is written. Throws MlflowError. */
  log(writes: Writes): Promise<void>;
  /** Throws MlflowError where there is no such tag. */
  deleteTag(key: string): Promise<void>;
  update(changes: RunChanges): Promise<void>;
  setDeleted(deleted: boolean): Promise<void>;
  note(facts: readonly Fact[]): Promise<void>;
  /** Undefined where there is no such directory. */
  list(path: string): Promise<readonly ArtifactEntry[] | undefined>;
  /** Undefined where there is no such file. */
  read(path: string): Promise<ArtifactBytes | undefined>;
  write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
}

/** Whether a run goes on: `resting` where nobody has said that it does, and it does as long as somebody writes to it. */
export type Going = 'going' | 'resting' | 'over';

/** A run that is held here until it is stored. */
export interface HeldRun extends TrackedRun {
  readonly going: Going;
  /** Stores it, as it ended where it has, else as `outcome`. */
  end(outcome: Outcome): Promise<void>;
}
