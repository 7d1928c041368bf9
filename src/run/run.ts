/**
 * A run, whole: one execution of a command, as it is known once it has ended (or been given up as lost).
 * This is the domain's shape; `store/encode.ts` and `store/decode.ts` turn it into `run.json` and back.
 */
import type { ExperimentId } from './experiment.ts';
import type { JsonObject } from './json.ts';
import type { Metrics } from './metric.ts';
import type { Params } from './param.ts';
import type { RunId } from './run-id.ts';
import type { Source } from './source.ts';

/**
 * How a run stands. `lost`: its recorder ended without learning how the job did. Runs below `refs/runs` have
 * ended; `running` ones live in a journal.
 */
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Every status there is. */
export const RUN_STATUSES = ['running', 'finished', 'failed', 'killed', 'lost'] as const;

/** Whether a text is a status. */
export function isRunStatus(text: string): text is RunStatus {
  return (RUN_STATUSES as readonly string[]).includes(text);
}

/** What is known of the end. */
export type Outcome =
  | { readonly status: 'finished'; readonly exitCode: 0 }
  | { readonly status: 'failed'; readonly exitCode: number }
  | { readonly status: 'killed'; readonly signal: string }
  | { readonly status: 'lost' /** What was seen instead of an end. */; readonly why: string };

export interface Command {
  /** What was executed, secrets redacted; the program's own name is argv[0]. */
  readonly argv: readonly string[];
  /** Where, relative to the top of the work tree; `.` is the top. */
  readonly cwd: string;
  /** Which words of argv were redacted; a rerun asks for them. */
  readonly redacted: readonly number[];
  /** Git's own variables that were kept from the child. */
  readonly withheld: readonly string[];
  /** Globs of the files that were kept as artifacts, from the top. */
  readonly outputs: readonly string[];
}

/** How one run came from another. The commit is the other run's, when it is known. */
export interface Lineage {
  readonly relation: 'rerun-of' | 'child-of' | 'continued-from';
  readonly id: RunId;
  readonly commit?: string;
}

/** Peaks over the whole process tree of the job, as far as the system tells them. */
export interface Resources {
  /** Seconds. */
  readonly wall: number;
  /** User and system time in seconds; absent where the system does not tell. */
  readonly cpu?: number;
  /** Peak resident memory in bytes; absent where the system does not tell. */
  readonly memory?: number;
}

/** The kind of machine: runs on equal classes are comparable. */
export interface HostClass {
  readonly name: string;
  readonly os: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
}

/** What is kept of the output. */
export interface LogSummary {
  /** Bytes the job wrote. */
  readonly bytes: number;
  /** Bytes over the limit, not kept: the middle of the log. */
  readonly dropped: number;
  readonly parts: number;
}

/** Something that could not be recorded as it should; a run says so itself. */
export interface Problem {
  /** Stable and machine-readable, such as `malformed-event`. */
  readonly code: string;
  readonly message: string;
}

/** Something in a run that looks like a secret, told by where it is and never by what. */
export interface SecretMark {
  /** The id of the rule that found it. */
  readonly rule: string;
  /** In the source, or `logs/…` in the run's own tree. */
  readonly path: string;
  /** Which of the rule's findings in the file: from 1. */
  readonly ordinal: number;
}

/** An input of a run: a file it reads that is not part of its source. */
export interface Input {
  /** Relative to the top of the work tree, with `/`; absolute outside of it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Absent where `method` is `stat`: above the limit only size and time are noted. */
  readonly sha256?: string;
  readonly method: 'sha256' | 'stat';
  /** Modification time, ISO 8601; only with `stat`. */
  readonly modified?: string;
  readonly declared: 'option' | 'config' | 'argv';
}

export interface Run {
  readonly id: RunId;
  /** A label; repeats are allowed. */
  readonly name: string;
  /** Who recorded it, `Name <email>`; absent in runs of before it was noted. */
  readonly author?: string;
  readonly experiment: { readonly id: ExperimentId; readonly name: string };
  readonly outcome: Outcome;
  /** ISO 8601 in UTC with ms. */
  readonly started: string;
  readonly ended: string;
  readonly command: Command;
  readonly params: Params;
  readonly metrics: Metrics;
  readonly tags: Readonly<Record<string, string>>;
  readonly note: string;
  /** As text, since seeds fill 64 bits. */
  readonly seed?: string;
  readonly source: Source;
  readonly lineage: readonly Lineage[];
  readonly host: HostClass;
  readonly resources: Resources;
  readonly log: LogSummary;
  readonly artifacts: { readonly count: number; readonly bytes: number };
  readonly problems: readonly Problem[];
  /** What must be allowed before the run is shared. */
  readonly secrets: readonly SecretMark[];
  /** Fields of the stored record that this version does not know, kept for the next writer. */
  readonly unknown?: JsonObject;
}

/** Seconds from start to end. */
export function duration(run: Pick<Run, 'started' | 'ended'>): number {
  return (Date.parse(run.ended) - Date.parse(run.started)) / 1000;
}

/** How a command ended: its exit code, or the name of the signal that ended it. */
type Exit = { readonly code: number } | { readonly signal: string };

/** The status of an end. */
export function outcomeOf(exit: Exit): Outcome {
  if ('signal' in exit) return { status: 'killed', signal: exit.signal };
  return exit.code === 0 ? { status: 'finished', exitCode: 0 } : { status: 'failed', exitCode: exit.code };
}

/** How a command would have ended so; undefined where nobody has seen the end. */
export function exitOf(outcome: Outcome): Exit | undefined {
  if (outcome.status === 'lost') return undefined;
  return outcome.status === 'killed' ? { signal: outcome.signal } : { code: outcome.exitCode };
}
