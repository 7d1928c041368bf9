/**
 * The names git-run owns below `refs/`:
 *
 *     refs/runs/<run id>                  one run
 *     refs/runs/experiments/<id>          one experiment
 *     refs/runs/registry/<id>             one registered model
 *     refs/runs/ledger/<writer>           what one clone has to say of runs that have no ref
 *     refs/runs/ledger-keep/<writer>/<n>  what keeps the runs of a page of that ledger from gc
 *     refs/run-live/<run id>              what a run in progress must not lose to gc; never shared
 *     refs/run-snapshots/<commit id>      a source that was kept to be run later; never shared
 *     refs/run-incoming/<fetch>/…         what a fetch has brought and nobody has looked at yet; never shared
 *
 * No user's text is ever part of a ref name: names are data.
 */
import type { ExperimentId } from './experiment.ts';
import { isRunId, type RunId } from './run-id.ts';

/** A full ref name of ours, made only by the functions of this file. */
export type RunRef = string & { readonly __brand: 'RunRef' };

/** Everything that is shared lies below this prefix. */
export const RUNS = 'refs/runs/';
export const EXPERIMENTS = 'refs/runs/experiments/';
export const REGISTRY = 'refs/runs/registry/';
/** Below these, records are kept one by one. */
export const RECORDS: readonly string[] = [EXPERIMENTS, REGISTRY];
export const LEDGER = 'refs/runs/ledger/';
export const LEDGER_KEEP = 'refs/runs/ledger-keep/';
export const LIVE = 'refs/run-live/';
export const SNAPSHOTS = 'refs/run-snapshots/';
export const INCOMING = 'refs/run-incoming/';

export function runRef(id: RunId): RunRef {
  return `${RUNS}${id}` as RunRef;
}

export function experimentRef(id: ExperimentId): RunRef {
  return `${EXPERIMENTS}${id}` as RunRef;
}

/** Whether a ref is of a record that is kept by itself. */
export function isRecord(ref: string): boolean {
  return RECORDS.some(prefix => ref.startsWith(prefix));
}

/** The ledger of one clone, by its writer's id. */
export function ledgerRef(writer: string): RunRef {
  return `${LEDGER}${writer}` as RunRef;
}

/** What keeps the runs of one page of a ledger. */
export function keepRef(writer: string, page: number): RunRef {
  return `${LEDGER_KEEP}${writer}/${page}` as RunRef;
}

export function liveRef(id: RunId): RunRef {
  return `${LIVE}${id}` as RunRef;
}

/** The ref that keeps a source commit of `git run snapshot`. */
export function snapshotRef(commit: string): RunRef {
  return `${SNAPSHOTS}${commit}` as RunRef;
}

/** The run id in a ref name; undefined for every other ref. */
export function runIdOf(ref: string): RunId | undefined {
  const id = ref.startsWith(RUNS) ? ref.slice(RUNS.length) : '';
  return isRunId(id) ? id : undefined;
}
