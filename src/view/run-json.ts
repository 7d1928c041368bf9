/** The documented shape of a run in `--json`. Fields are added, never changed; a changed meaning is a new version. */
import { lookup } from '../query/lookup.ts';
import { canonicalFile } from '../run/json.ts';
import type { MetricSummary } from '../run/metric.ts';
import type { Scalar } from '../run/param.ts';
import type { RunStatus } from '../run/run.ts';
import type { RunRow } from '../run/run-row.ts';
import type { Whereabouts } from '../run/sharing.ts';
import { sanitiseJson } from './sanitise.ts';
import { type RunSignaturesJson, signaturesJson } from './signature.ts';

export const JSON_VERSION = 1;

/** What JSON cannot hold is tagged: `{"$number":"NaN"}`, `{"$number":"9007199254740993"}`. */
export interface RunJson {
  readonly id: string;
  readonly name: string;
  readonly experiment: string;
  readonly status: RunStatus;
  /** Of finished and failed runs. */
  readonly exitCode?: number;
  /** Of killed runs: `SIGKILL`. */
  readonly signal?: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** ISO 8601, UTC; absent while the run is going, as are `duration`, `source` and `commit`. */
  readonly ended?: string;
  /** Seconds. */
  readonly duration?: number;
  readonly params: Readonly<Record<string, Scalar>>;
  readonly metrics: Readonly<Record<string, MetricSummary>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly note: string;
  readonly source?: {
    readonly commit: string;
    /** Absent before the first commit. */
    readonly head?: string;
    /** Absent on a detached HEAD. */
    readonly branch?: string;
    /** The number of the pull request it belongs to. */
    readonly pullRequest?: number;
    readonly dirty: boolean;
  };
  readonly artifacts: { readonly count: number; readonly bytes: number };
  /** The run's own commit. */
  readonly commit?: string;
  readonly trashed: boolean;
  /** With `--remote-status`. */
  readonly remote?: Whereabouts;
  /** Where it was asked for. */
  readonly signature?: RunSignaturesJson;
}

/** A run in its documented shape. */
export function runJson(row: RunRow): RunJson {
  const { id, name, experiment, status, started, ended, tags, note, artifacts, commit, trashed } = row;
  const duration = lookup(row, { kind: 'attribute', name: 'duration' });
  return {
    ...{ id, name, experiment, status, started, tags, note, artifacts, trashed },
    ...(ended !== undefined && { ended }),
    ...(typeof duration === 'number' && { duration }),
    ...exit(row),
    params: paramValues(row),
    metrics: row.metrics,
    ...(row.source !== undefined && { source: row.source }),
    ...(commit !== undefined && { commit }),
    ...(row.where !== undefined && { remote: row.where }),
    ...(row.signatures !== undefined && { signature: signaturesJson(row.signatures) }),
  };
}

/** Prints several runs: `{"version":1,"runs":[…]}`. */
export function printRunsJson(rows: readonly RunRow[]): string {
  return printJson({ version: JSON_VERSION, runs: rows.map(runJson) });
}

/** Prints an answer as JSON that is canonical and safe on a terminal. */
export function printJson(answer: object): string {
  return sanitiseJson(canonicalFile(answer));
}

function exit({ outcome }: RunRow): Pick<RunJson, 'exitCode' | 'signal'> {
  if (outcome?.status === 'killed') return { signal: outcome.signal };
  return outcome === undefined || outcome.status === 'lost' ? {} : { exitCode: outcome.exitCode };
}

function paramValues({ params }: RunRow): Record<string, Scalar> {
  const values: Record<string, Scalar> = Object.create(null);
  for (const [key, { value }] of Object.entries(params)) values[key] = value;
  return values;
}
