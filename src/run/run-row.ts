/** A run as lists see it, ended or still going. */
import type { AnnotatedRun } from './annotation.ts';
import { ARTIFACTS } from './manifest.ts';
import type { Metrics } from './metric.ts';
import type { Param, Params } from './param.ts';
import type { Input, Lineage, Outcome, Run, RunStatus } from './run.ts';
import type { RunId } from './run-id.ts';
import type { Whereabouts } from './sharing.ts';
import type { RunSignatures } from './signature.ts';
import { isDirty, type Source } from './source.ts';

/** An input, as lists ask of it. */
export interface RowInput extends Pick<Input, 'path' | 'sha256'> {
  /** What it was read for, such as `train`; absent where nobody has said. */
  readonly context?: string | undefined;
}

/** What lists, filters and comparisons ask of a run. */
export interface RunRow {
  readonly id: RunId;
  readonly name: string;
  /** The experiment's name. */
  readonly experiment: string;
  readonly status: RunStatus;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** ISO 8601, UTC; absent while the run is going, as are `outcome`, `source` and what stands below them. */
  readonly ended?: string | undefined;
  readonly params: Readonly<Record<string, Pick<Param, 'value' | 'text'>>>;
  readonly metrics: Metrics;
  readonly tags: Readonly<Record<string, string>>;
  readonly note: string;
  readonly artifacts: { readonly count: number; readonly bytes: number };
  readonly trashed: boolean;
  readonly outcome?: Outcome | undefined;
  readonly source?: RowSource | undefined;
  /** `Name <email>`. */
  readonly author?: string | undefined;
  /** The machine's name. */
  readonly host?: string | undefined;
  readonly seed?: string | undefined;
  readonly argv?: readonly string[] | undefined;
  readonly lineage?: readonly Lineage[] | undefined;
  /** The run's own commit. */
  readonly commit?: string | undefined;
  /** What it read beside its source; absent where that was not read. */
  readonly inputs?: readonly RowInput[] | undefined;
  /** Where it is, beside here; absent where nobody has asked. */
  readonly where?: Whereabouts | undefined;
  /** Who vouches for it; absent where nobody has asked. */
  readonly signatures?: RunSignatures | undefined;
  /** One entry, of rows that have it at hand sooner than all of them. */
  entry?<Of extends 'params' | 'metrics' | 'tags'>(of: Of, key: string): RunRow[Of][string] | undefined;
}

/** One entry of a row's params, metrics or tags: keys are the users', and `constructor` is one they may choose. */
export function entryOf<Of extends 'params' | 'metrics' | 'tags'>(
  row: RunRow,
  of: Of,
  key: string,
): RunRow[Of][string] | undefined {
  if (row.entry !== undefined) return row.entry(of, key);
  const record = row[of] as Readonly<Record<string, RunRow[Of][string]>>;
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Where the source comes from, and whether it had uncommitted edits. */
export interface RowSource extends Pick<Source, 'commit' | 'head' | 'branch' | 'pullRequest'> {
  readonly dirty: boolean;
}

/** A row with the run behind it, for who shows all of it. */
export interface WholeRow extends RunRow {
  readonly params: Params;
  /** Absent while the run is going. */
  readonly run?: Run;
}

/** The row of a run that has ended. */
export function rowOfRun({ run, trashed, added }: AnnotatedRun, commit: string): WholeRow {
  const { id, name, started, ended, params, metrics, tags, note, outcome, author, seed, lineage } = run;
  const later = Object.entries(added)
    .filter(([path]) => path.startsWith(ARTIFACTS))
    .map(([, entry]) => entry);
  return {
    ...{ id, name, started, ended, params, metrics, tags, note, outcome, lineage, trashed, commit, run },
    experiment: run.experiment.name,
    status: outcome.status,
    artifacts: {
      count: run.artifacts.count + later.length,
      bytes: later.reduce((sum, { size }) => sum + size, run.artifacts.bytes),
    },
    source: sourceOf(run.source),
    ...(author !== undefined && { author }),
    host: run.host.name,
    ...(seed !== undefined && { seed }),
    argv: run.command.argv,
  };
}

function sourceOf(source: Source): RowSource {
  const { commit, head, branch, pullRequest } = source;
  return {
    commit,
    ...(head !== undefined && { head }),
    ...(branch !== undefined && { branch }),
    ...(pullRequest !== undefined && { pullRequest }),
    dirty: isDirty(source),
  };
}
