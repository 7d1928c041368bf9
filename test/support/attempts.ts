/** Attempts, as continuations leave them in runs. */
import type { Repository } from '../../src/git/repository.ts';
import type { Attempt } from '../../src/run/attempt.ts';
import { attemptPath } from '../../src/run/attempt.ts';
import { type MetricSummary, type Metrics, summarise } from '../../src/run/metric.ts';
import type { Params } from '../../src/run/param.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { editRun } from '../../src/store/edit.ts';
import { encodeSeries } from '../../src/store/encode.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { entryOf, type RunFile } from '../../src/store/save.ts';
import { NOW } from './run-rows.ts';
import { AUTHOR } from './store-bench.ts';

export interface Logged {
  readonly params?: Readonly<Record<string, string>>;
  /** Values, from step 0 on. */
  readonly metrics?: Readonly<Record<string, readonly number[]>>;
  readonly outcome?: Attempt['outcome'];
}

/** Params as a program logs them. */
export function paramsOf(values: Readonly<Record<string, string>>): Params {
  const all = Object.entries(values).map(([key, value]) => [key, { value, origin: { kind: 'event' } }]);
  return Object.fromEntries(all);
}

/** What series come to. */
export function metricsOf(series: Readonly<Record<string, readonly number[]>>): Metrics {
  const summaries = Object.entries(series).map(([key, values]) => [
    key,
    values.reduce<MetricSummary | undefined>((sum, value, step) => summarise(sum, value, step), undefined),
  ]);
  return Object.fromEntries(summaries.filter(([, summary]) => summary !== undefined));
}

/** An attempt, and its files by path in the run's tree. */
export function attemptOf({ params = {}, metrics = {}, outcome }: Logged): {
  readonly attempt: Attempt;
  readonly files: readonly RunFile[];
} {
  const id = newRunId(NOW);
  const chunks = Object.entries(metrics).map(([key, value]) => ({
    ...{ key, value, step: value.map((_, at) => at), time: value.map(() => NOW / 1000) },
  }));
  const content = Buffer.from(encodeSeries(chunks));
  const path = 'metrics/main.ndjson';
  const hasSeries = content.length > 0;
  const at = new Date(NOW).toISOString();
  return {
    attempt: {
      ...{ attempt: id, started: at, ended: at, params: paramsOf(params), metrics: metricsOf(metrics) },
      files: hasSeries ? { [path]: entryOf(content) } : {},
      ...(outcome === undefined ? {} : { outcome }),
      problems: [],
    },
    files: hasSeries ? [{ path: attemptPath(id, path), content, ...entryOf(content) }] : [],
  };
}

/** Goes on with a run that has ended; returns the attempt. */
export async function continueRun(repository: Repository, id: RunId, logged: Logged): Promise<Attempt> {
  const { attempt, files } = attemptOf(logged);
  const edits = [{ kind: 'continue', ...attempt } as const];
  await editRun({ repository, id, edits, attempts: files, author: AUTHOR, now: NOW });
  return attempt;
}
