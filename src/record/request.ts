/** What a recording is asked, and what it answers. */
import type { LaidOut } from '../capture/source-tree.ts';
import type { Settings } from '../config/settings.ts';
import type { Exit } from '../exec/execution.ts';
import type { Repository } from '../git/repository.ts';
import type { Lineage, Problem, Run } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import type { Source } from '../run/source.ts';
import type { Fill, RunPlan } from './plan.ts';

export interface RecordRequest {
  readonly repository: Repository;
  readonly settings: Settings;
  /** The environment git-run was started in. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The job's working directory, absolute, inside the work tree. */
  readonly directory: string;
  /** The command as typed, placeholders and all. */
  readonly argv: readonly string[];
  readonly name?: string;
  /** `-P key=value`, as text. */
  readonly params: Readonly<Record<string, string>>;
  /** How the params come into the command; `{key}` by their texts where absent. */
  readonly fill?: Fill;
  /** Words of the command that are known to hold a secret, as they may be recorded, by their places. */
  readonly hidden?: ReadonlyMap<number, string>;
  readonly tags: Readonly<Record<string, string>>;
  readonly note: string;
  readonly seed?: string;
  readonly lineage: readonly Lineage[];
  /** HEAD is a source commit, checked out to be run again. */
  readonly headIsSource?: boolean;
  /** What lies in its worktree besides the files of HEAD as Git gives them. */
  readonly laidOut?: LaidOut;
  /** A source that was taken just before, for another run: it is not taken again. */
  readonly source?: Source;
  /**
   * The words that start who goes on with the output of a job when we are killed, as `keep` does: the journal's path
   * and the streams are put behind them. Where absent the pipe of such a job breaks.
   */
  readonly keeper?: readonly string[];
  /** The clock, ms since 1970. */
  now(): number;
  /** Listens beside the job to what it says of itself by other ways than its journal. */
  readonly listen?: (run: ListenedRun) => Promise<Listening>;
  /** Told as soon as the run has its id and name. */
  onStart?(run: { readonly id: RunId; readonly name: string }): void;
  /** Told of a signal that would end us while the run is being stored; of the second, `again`, before it does. */
  onInterrupt?(again: boolean): void;
}

/** A run whose job is about to start. */
export interface ListenedRun {
  readonly id: RunId;
  readonly name: string;
  /** The directory of its journal: what is appended to an events file there, or laid below `artifacts`, is recorded. */
  readonly path: string;
  /** The command as it is executed, and where. */
  readonly argv: readonly string[];
  readonly directory: string;
  /** ms since 1970. */
  readonly started: number;
  /** What it runs on; absent where it could not be stored, and before the job has started. */
  source(): Source | undefined;
  /** Has it recorded in another experiment than the one of the settings. */
  placeIn(experiment: RunPlan['experiment']): Promise<void>;
}

export interface Listening {
  /** For the job alone: it is not recorded. */
  readonly env: Readonly<Record<string, string>>;
  /** When the job has ended: from then on nothing is heard. What was noticed is told with the run. Does not reject. */
  close(exit: Exit): Promise<readonly Problem[]>;
}

export interface Recorded {
  readonly exit: Exit;
  /** Absent where the run could not be stored: `trouble` says why, and the journal has it. */
  readonly stored?: Stored;
  /** New files that nobody keeps, from the top of the work tree. */
  readonly notKept: readonly string[];
  readonly trouble?: Trouble;
}

export interface Stored {
  readonly run: Run;
  readonly commit: string;
  /** Why it is not signed, though it should be. */
  readonly unsigned?: string;
}

/** Recording failed; the job did not. */
export interface Trouble {
  readonly error: Error;
  /** The journal with everything that could be kept; absent where there was no room for one. */
  readonly journal?: string;
}
