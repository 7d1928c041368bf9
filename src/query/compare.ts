/** What came out of two runs, side by side: whether the second is the first again. */
import type { Artifact } from '../run/manifest.ts';
import type { MetricSummary } from '../run/metric.ts';
import type { Outcome, Run } from '../run/run.ts';
import { type ChangeState, changes } from './changes.ts';
import { endOf } from './facts.ts';

/** A run with the artifacts it left itself; those added later are nobody's result. */
export interface ComparedRun {
  readonly run: Pick<Run, 'outcome' | 'metrics'>;
  readonly artifacts: readonly Artifact[];
}

/** A metric of either run, absent where that one has none. They are compared by their summaries. */
export interface MetricComparison {
  readonly key: string;
  readonly a?: MetricSummary;
  readonly b?: MetricSummary;
  readonly same: boolean;
}

/** An artifact of either run, with its bytes in each. `missing`: only the first has it; `new`: only the second. */
export interface ArtifactComparison {
  readonly path: string;
  readonly state: 'same' | 'different' | 'missing' | 'new';
  readonly a?: number;
  readonly b?: number;
}

export interface Comparison {
  readonly outcome: { readonly a: Outcome; readonly b: Outcome; readonly same: boolean };
  /** By key. */
  readonly metrics: readonly MetricComparison[];
  /** By path. */
  readonly artifacts: readonly ArtifactComparison[];
  /** Whether all of it is the same. */
  readonly same: boolean;
}

/** Compares how two runs ended, their metrics and their artifacts. NaN equals NaN. */
export function compareRuns(a: ComparedRun, b: ComparedRun): Comparison {
  const outcome = {
    a: a.run.outcome,
    b: b.run.outcome,
    same: endOf(a.run.outcome) === endOf(b.run.outcome),
  };
  const metrics = compareMetrics(a.run.metrics, b.run.metrics);
  const artifacts = compareArtifacts(a.artifacts, b.artifacts);
  const same =
    outcome.same &&
    metrics.every(metric => metric.same) &&
    artifacts.every(artifact => artifact.state === 'same');
  return { outcome, metrics, artifacts, same };
}

function compareMetrics(a: Run['metrics'], b: Run['metrics']): MetricComparison[] {
  const all = changes(Object.entries(a), Object.entries(b), isSameMetric);
  return all.map(({ state, ...metric }) => ({ ...metric, same: state === 'same' }));
}

/** Whether all of two summaries is the same; NaN is the same as NaN. */
export function isSameMetric(a: MetricSummary, b: MetricSummary): boolean {
  return differingParts(a, b).length === 0;
}

const PARTS = ['last', 'min', 'max', 'count', 'step'] as const satisfies readonly (keyof MetricSummary)[];

/** Which parts of two summaries differ. */
export function differingParts(a: MetricSummary, b: MetricSummary): (keyof MetricSummary)[] {
  return PARTS.filter(part => a[part] !== b[part] && !(Number.isNaN(a[part]) && Number.isNaN(b[part])));
}

function compareArtifacts(a: readonly Artifact[], b: readonly Artifact[]): ArtifactComparison[] {
  return changes(byPath(a), byPath(b), isSameArtifact).map(({ key: path, state, a, b }) => ({
    path,
    state: STATES[state],
    ...(a === undefined ? {} : { a: a.size }),
    ...(b === undefined ? {} : { b: b.size }),
  }));
}

/** Whether two files are the same by digest and mode. */
export function isSameArtifact(a: Artifact, b: Artifact): boolean {
  return a.sha256 === b.sha256 && (a.mode ?? '644') === (b.mode ?? '644');
}

/** What a rerun says: something is missing, or it is new. */
const STATES: Readonly<Record<ChangeState, ArtifactComparison['state']>> = {
  same: 'same',
  changed: 'different',
  removed: 'missing',
  added: 'new',
};

/** Files by their paths. */
export function byPath<File extends { readonly path: string }>(files: readonly File[]): [string, File][] {
  return files.map(file => [file.path, file]);
}
