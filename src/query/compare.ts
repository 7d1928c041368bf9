/** What came out of two runs, side by side: whether the second is the first again. */
import type { Artifact } from '../run/manifest.ts';
import type { MetricSummary } from '../run/metric.ts';
import type { Outcome, Run } from '../run/run.ts';
import { own } from './lookup.ts';
import { compareText } from './sort.ts';

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

function endOf(outcome: Outcome): string {
  switch (outcome.status) {
    case 'killed':
      return `killed ${outcome.signal}`;
    case 'lost':
      return 'lost';
    default:
      return `${outcome.status} ${outcome.exitCode}`;
  }
}

function compareMetrics(a: Run['metrics'], b: Run['metrics']): MetricComparison[] {
  return union(Object.keys(a), Object.keys(b)).map(key => {
    const [before, after] = [own(a, key), own(b, key)];
    return {
      key,
      ...(before === undefined ? {} : { a: before }),
      ...(after === undefined ? {} : { b: after }),
      same: before !== undefined && after !== undefined && differingParts(before, after).length === 0,
    };
  });
}

const PARTS = ['last', 'min', 'max', 'count', 'step'] as const satisfies readonly (keyof MetricSummary)[];

/** Which parts of two summaries differ. */
export function differingParts(a: MetricSummary, b: MetricSummary): (keyof MetricSummary)[] {
  return PARTS.filter(part => a[part] !== b[part] && !(Number.isNaN(a[part]) && Number.isNaN(b[part])));
}

function compareArtifacts(a: readonly Artifact[], b: readonly Artifact[]): ArtifactComparison[] {
  const [before, after] = [byPath(a), byPath(b)];
  return union([...before.keys()], [...after.keys()]).map(path => {
    const [one, other] = [before.get(path), after.get(path)];
    if (one === undefined) return { path, state: 'new', b: (other as Artifact).size };
    if (other === undefined) return { path, state: 'missing', a: one.size };
    const same = one.sha256 === other.sha256 && (one.mode ?? '644') === (other.mode ?? '644');
    return { path, state: same ? 'same' : 'different', a: one.size, b: other.size };
  });
}

function byPath(artifacts: readonly Artifact[]): Map<string, Artifact> {
  return new Map(artifacts.map(artifact => [artifact.path, artifact]));
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort(compareText);
}
