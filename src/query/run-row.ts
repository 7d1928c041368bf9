/** A run as lists see it, ended or still going. */
import type { AnnotatedRun } from '../run/annotation.ts';
import type { Metrics } from '../run/metric.ts';
import type { Params } from '../run/param.ts';
import type { Input, Run, RunStatus } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';

export interface RunRow {
  readonly id: RunId;
  readonly name: string;
  /** The experiment's name. */
  readonly experiment: string;
  readonly status: RunStatus;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** ISO 8601, UTC; absent while the run is going. */
  readonly ended?: string;
  readonly params: Params;
  readonly metrics: Metrics;
  readonly tags: Readonly<Record<string, string>>;
  readonly note: string;
  readonly artifacts: { readonly count: number; readonly bytes: number };
  /** The whole run; absent while it is going. */
  readonly run?: Run;
  /** The run's own commit; absent while it is going. */
  readonly commit?: string;
  /** What it read beside its source; absent where that was not read. */
  readonly inputs?: readonly Pick<Input, 'path' | 'sha256'>[];
  readonly trashed: boolean;
}

/** The row of a run that has ended. */
export function rowOfRun({ run, trashed, added }: AnnotatedRun, commit: string): RunRow {
  const later = Object.values(added);
  return {
    id: run.id,
    name: run.name,
    experiment: run.experiment.name,
    status: run.outcome.status,
    started: run.started,
    ended: run.ended,
    params: run.params,
    metrics: run.metrics,
    tags: run.tags,
    note: run.note,
    artifacts: {
      count: run.artifacts.count + later.length,
      bytes: later.reduce((sum, { size }) => sum + size, run.artifacts.bytes),
    },
    run,
    commit,
    trashed,
  };
}
