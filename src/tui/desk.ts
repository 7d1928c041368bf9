/**
 * What the screen is given to work with: runs are read, and commands done, by whoever opens it. The screen itself knows
 * neither Git nor the file system.
 */
import type { Directions } from '../query/direction.ts';
import type { Zone } from '../query/zone.ts';
import type { Artifact } from '../run/manifest.ts';
import type { RunId } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import type { Style } from '../view/style.ts';
import type { Kept } from './state/views.ts';

export interface Desk {
  /** What the repository is called. */
  readonly title: string;
  /** Why nothing can be changed here; undefined where it can. */
  readonly readOnly: string | undefined;
  readonly zone: Zone;
  /** ms since 1970. */
  now(): number;
  /** Which values of a metric are better, as the project declares it. */
  directions(): Promise<Directions>;

  /** The newest runs, those in progress among them. */
  newest(count: number): Promise<readonly RunRow[]>;
  /** Every run, newest first. `hear` is told how many of those that no index has yet have been read. */
  all(hear: (done: number, total: number) => void): Promise<Runs>;
  /** What has become of runs since they were read; `live` are those that are in progress now. */
  changes(known: ReadonlyMap<RunId, string | undefined>, live: readonly RunRow[]): Promise<RunChanges>;
  /** Some runs, as they are now. */
  reread(ids: readonly RunId[]): Promise<RunChanges>;
  /** The runs in progress, with their metrics so far. */
  live(): Promise<readonly RunRow[]>;
  /** Calls back when runs, or runs in progress, may have changed; until what is returned is called. */
  watch(hear: () => void): () => void;

  /**
   * Pages of text, styled and safe, as the commands print them. `hear` is told the page anew where signatures took
   * their time to be judged.
   */
  detail(id: RunId, page: Page, hear?: (text: string) => void): Promise<string>;
  lineage(id: RunId, page: Page): Promise<string>;
  /** Runs side by side, also what is the same in all; `hasBaseline`: the first is what the others are measured by. */
  compare(
    ids: readonly RunId[],
    page: Page,
    all: boolean,
    wish?: { readonly hasBaseline: boolean },
  ): Promise<string>;
  /** Two runs, or a run and the work tree of now, with the code line by line. */
  diff(a: RunId, b: RunId | undefined, page: Page): Promise<string>;

  /** The metrics that a run has series of, by name; `system/…` are those of its resources. */
  metricsOf(run: CurveRun): Promise<readonly string[]>;
  /**
   * Series of some metrics, of each run by metric; of a run in progress what there is so far. One that has not grown is
   * the very same as before.
   */
  series(
    runs: readonly CurveRun[],
    metrics: readonly string[],
  ): Promise<readonly ReadonlyMap<string, RunSeries>[]>;

  /** The files of a run; of one in progress those that are there so far, with an empty digest. */
  artifacts(id: RunId): Promise<readonly Artifact[]>;
  /** The first so many bytes of an artifact. */
  artifact(id: RunId, path: string, most: number): Promise<Uint8Array>;
  /** Opens a copy of an artifact with the program that the system has for it; returns where the copy is. */
  openArtifact(id: RunId, path: string): Promise<string>;
  log(id: RunId): Promise<LogReader>;

  /** The names of the repository's remotes, the one that runs are pushed to first. */
  remotes(): Promise<readonly string[]>;
  /** The runs that a remote has, and their commits. */
  there(remote: string): Promise<ReadonlyMap<RunId, string>>;

  /** Does what `git run WORDS` does, or `git WORDS`; what it says is told as it comes. */
  perform(command: Command, hear: (text: string) => void): Promise<number>;
  /** Gives a command the terminal, which has been left to it, until it ends; then waits for Enter. */
  attach(command: Command): Promise<number>;
  /** The last edit of a run, of whatever time, as far as something takes it back. */
  lastEdit(id: RunId): Promise<PastEdit | undefined>;
  /** What is to be known of `git run WORDS` before it is done. */
  natureOf(words: readonly string[]): Promise<CommandNature>;
  /** Starts a command that goes on when the screen is closed; tells how it ended, and the last that it said. */
  start(command: Command): Promise<{ readonly exitCode: number; readonly said: string }>;
  /** Gives a text to the clipboard of this machine, and to that of tmux, where there are such. */
  copy(text: string): Promise<void>;
  /** What may stand next in a line `git run …` that is being typed, and in a filter. */
  offer(line: string): Promise<Offers>;
  offerFilter(text: string): Promise<Offers>;

  /** A setting of Git's configuration below `run.`, and what is kept of how this repository is looked at. */
  setting(name: string): string | undefined;
  readViews(): Promise<Kept>;
  writeViews(kept: Kept): Promise<void>;
  close(): Promise<void>;
}

export interface Runs {
  readonly rows: readonly RunRow[];
  /** Of those that cannot be read. */
  readonly damaged: readonly string[];
}

/** What of a run its series are found by; one without a commit is in progress. */
export type CurveRun = Pick<RunRow, 'id' | 'commit' | 'started' | 'metrics'>;

/** A metric of a run with all its points, in columns of equal length, as they were recorded. */
export interface RunSeries {
  readonly step: Float64Array;
  /** Seconds since the run began. */
  readonly seconds: Float64Array;
  readonly y: Float64Array;
}

export interface RunChanges {
  /** New, or edited. */
  readonly rows: readonly RunRow[];
  readonly gone: readonly RunId[];
}

export interface PastEdit {
  /** To undo it, as a sentence without its end; not sanitised. */
  readonly does: string;
  readonly undo: readonly Command[];
}

/** How a page of text is to look. */
export interface Page {
  /** Cells. */
  readonly width: number;
  readonly style: Style;
}

/** A command of a shell, without the program: `git run` for ours. */
export interface Command {
  readonly program: 'git run' | 'git';
  readonly words: readonly string[];
}

export interface CommandNature {
  /** Whether it changes the repository, its runs or the work tree. */
  readonly changes: boolean;
  /** Whether it needs the terminal: it asks, or goes on until it is stopped. */
  readonly attached: boolean;
  /** Why it cannot be done from within the screen. */
  readonly off?: string;
}

/** Ways to go on with a line: each takes the place of what stands behind the first `keep` units of it. */
export interface Offers {
  readonly keep: number;
  readonly offers: readonly { readonly value: string; readonly about?: string; readonly open?: boolean }[];
}

/** A log in its parts, which are read where they are looked at. */
export interface LogReader {
  /** Bytes of each part, in order. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  /** Bytes of the middle that were not kept. */
  readonly dropped: number;
  /** Whether its colours may be shown: of runs that were recorded here. */
  readonly colours: boolean;
  readonly isLive: boolean;
  /** The bytes of a part, and of no other. */
  read(name: string): Promise<Uint8Array>;
  /** Calls back with what is written behind these parts, and waits for it, until what is returned is called. */
  follow(hear: (name: string, bytes: Uint8Array) => Promise<void>, ended: () => void): () => void;
}
