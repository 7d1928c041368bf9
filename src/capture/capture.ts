/**
 * What is noted about a run. Each file beside this one is a source of findings, `sources.ts` is their list.
 * A source has up to three beats; its trouble is a finding too, never an exception that ends the user's job.
 */
import type { Settings } from '../config/settings.ts';
import type { Repository } from '../git/repository.ts';
import type { JsonObject } from '../run/json.ts';
import type { Param } from '../run/param.ts';
import type { Input, Problem } from '../run/run.ts';
import type { IgnoredFiles } from '../run/source.ts';

export interface CaptureContext {
  readonly repository: Repository;
  readonly settings: Settings;
  /** The top of the work tree the job runs in, absolute. */
  readonly workTree: string;
  /** The job's working directory, absolute. */
  readonly directory: string;
  readonly argv: readonly string[];
  /** What the job sees. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The run's live directory: `events`, `events.*`, `artifacts/`, `log/` and room for files of our own. */
  readonly live: string;
  /** `<git common dir>/git-run`: caches; all of it may be gone at any time. */
  readonly cache: string;
}

export interface EndedContext extends CaptureContext {
  /** ms since 1970. */
  readonly started: number;
  readonly ended: number;
  readonly metrics: MetricSink;
}

/** Where metric points go; a series is written as it comes, never held. */
export interface MetricSink {
  /** `writer` names the file the points are kept in: `metrics/<writer>.ndjson`. A step that is absent is counted, per key. */
  add(writer: string, key: string, value: number, step?: number, time?: number): void;
}

/** A file to keep in the run. */
export interface FoundFile {
  /** In the run, with `/`, relative. */
  readonly path: string;
  /** On disk, absolute. */
  readonly file: string;
}

export interface Findings {
  readonly params?: Readonly<Record<string, Param>>;
  readonly tags?: Readonly<Record<string, string>>;
  /** Put behind the one that the user gave. */
  readonly note?: string;
  /** What the run is called where the user gave it no name. */
  readonly name?: string;
  readonly inputs?: readonly Input[];
  readonly artifacts?: readonly FoundFile[];
  /** What Git ignores; part of what is told of the source. */
  readonly ignored?: IgnoredFiles;
  /** Merged into `environment.json` at its top level. Stable facts only: equal environments share one blob. */
  readonly environment?: JsonObject;
  readonly problems?: readonly Problem[];
}

export interface CaptureSource {
  /** Field noun, such as `params-files`. */
  readonly name: string;
  /** Before the job starts: must be quick, the job waits for it. */
  before?(context: CaptureContext): Promise<Findings>;
  /** While the job runs: started with it, waited for at its end, which `ended` tells. */
  beside?(context: CaptureContext, ended: AbortSignal): Promise<Findings>;
  /** After the job's end; also by `recover`, then with the time of the last sign of life as the end. */
  after?(context: EndedContext): Promise<Findings>;
}
