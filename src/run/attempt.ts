/**
 * What was added to a run after it had ended: its program went on with it, once more, and logged more. All attempts of a
 * run are joined to what was recorded of it. Attempts that were made apart, in two clones, lie side by side.
 */
import type { Manifest } from './manifest.ts';
import { joinSummaries, type Metrics } from './metric.ts';
import type { Params } from './param.ts';
import type { Outcome, Problem, Run } from './run.ts';
import type { RunId } from './run-id.ts';

export interface Attempt {
  /** Its own id: of the shape of a run's, and of none. One that has much to tell is told in several edits. */
  readonly attempt: RunId;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly ended: string;
  readonly params: Params;
  /** Of its points alone. */
  readonly metrics: Metrics;
  /** Its files, by path below `attempts/<attempt>/`: `metrics/…` has its series. */
  readonly files: Manifest;
  /** How the run has ended by it; absent where nobody said that the run goes on: then it has ended as before. */
  readonly outcome?: Outcome;
  readonly problems: readonly Problem[];
}

export const ATTEMPTS = 'attempts/';

/** The path of a file of an attempt in its run's tree. */
export function attemptPath(attempt: RunId, path: string): string {
  return `${ATTEMPTS}${attempt}/${path}`;
}

/** A path in a run's tree as it would be were the file not of an attempt: what kind of file it is. */
export function pathInAttempt(path: string): string {
  return path.startsWith(ATTEMPTS) ? path.split('/').slice(2).join('/') : path;
}

/** What attempts have come to so far; changed in place, since a run can have very many. */
export interface Joined {
  readonly params: Map<string, Params[string]>;
  readonly metrics: Map<string, Metrics[string]>;
  readonly problems: Problem[];
  /** What was told of which attempt: one may have been stored twice, by two who recovered it at once. */
  readonly told: Set<string>;
  end: Pick<Run, 'outcome' | 'ended'>;
}

/** What a run is before any attempt. */
export function joinedOf({ params, metrics, problems, outcome, ended }: Run): Joined {
  return {
    params: new Map(Object.entries(params)),
    metrics: new Map(Object.entries(metrics)),
    problems: [...problems],
    told: new Set(),
    end: { outcome, ended },
  };
}

/** Joins one more attempt. A param that is there stays: params never change. */
export function joinAttempt(joined: Joined, attempt: Attempt): void {
  for (const [key, param] of Object.entries(attempt.params))
    if (!joined.params.has(key)) joined.params.set(key, param);
  for (const [key, summary] of Object.entries(attempt.metrics))
    if (isNew(joined, attempt, `metric ${key}`))
      joined.metrics.set(key, joinSummaries(joined.metrics.get(key), summary));
  if (attempt.problems.length > 0 && isNew(joined, attempt, 'problems'))
    joined.problems.push(...attempt.problems);
  const { outcome, ended } = attempt;
  if (outcome !== undefined) joined.end = { outcome, ended };
}

function isNew({ told }: Joined, { attempt }: Attempt, what: string): boolean {
  const name = `${attempt} ${what}`;
  return !told.has(name) && told.add(name) !== undefined;
}
