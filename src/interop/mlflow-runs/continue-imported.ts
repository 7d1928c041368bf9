/**
 * Runs that were imported while MLflow knew of no end of them: what their store has by now comes to them, as to any run
 * that goes on. What has been said of them here since then stays.
 */
import type { Settings } from '../../config/settings.ts';
import type { Identity, Repository } from '../../git/repository.ts';
import type { Edit } from '../../run/annotation.ts';
import { type Attempt, attemptPath } from '../../run/attempt.ts';
import type { ImportedRun } from '../../run/import-report.ts';
import { ARTIFACTS } from '../../run/manifest.ts';
import { type MetricChunk, type MetricSummary, type Metrics, summarise } from '../../run/metric.ts';
import type { Run } from '../../run/run.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { editRun } from '../../store/edit.ts';
import { encodeSeries } from '../../store/encode.ts';
import { indexedRuns } from '../../store/index/indexed-runs.ts';
import { loadTip } from '../../store/list.ts';
import { type LoadedRun, loadDetail } from '../../store/load.ts';
import { newRunId } from '../../store/new-id.ts';
import { readRunSeries } from '../../store/run-series.ts';
import { entryOf, entryOfFile } from '../../store/save.ts';
import { splitAttempt } from '../../store/split-attempt.ts';
import { findTip } from '../../store/tips.ts';
import { endOfMlflow } from '../mlflow-id.ts';
import type { MlflowRun } from './mlflow-run.ts';
import { packRun } from './pack-run.ts';
import { isOpenEnd, type PlannedRun } from './plan-run.ts';

export interface Continuing {
  /** The runs to which something has come. */
  readonly runs: readonly ImportedRun[];
  /** Whether a run, by its MLflow id, is one of those. */
  has(foreign: string): Promise<boolean>;
  /** Brings the rest of one that is here; tells whether there was any. */
  take(planned: PlannedRun, mlflow: MlflowRun): Promise<boolean>;
}

interface Asked {
  readonly repository: Repository;
  readonly settings: Pick<Settings, 'largeSize'>;
  readonly author: Identity;
  /** ms since 1970. */
  readonly now: number;
  readonly dryRun: boolean;
}

/** Looks for such runs when it is first asked. */
export function openContinuing(asked: Asked): Continuing {
  const runs: ImportedRun[] = [];
  let found: Promise<ReadonlySet<string>> | undefined;
  const ids = () => {
    found ??= openRuns(asked);
    return found;
  };
  return {
    runs,
    async has(foreign) {
      const end = endOfMlflow(foreign);
      return [...(await ids())].some(id => id.endsWith(end));
    },
    async take(planned, mlflow) {
      const { id, name } = planned.run;
      if (!(await ids()).has(id) || !(await bringRest(asked, planned, mlflow))) return false;
      runs.push({ id, name, foreign: mlflow.id });
      return true;
    },
  };
}

async function openRuns({ repository, now }: Asked): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  const { place } = repository;
  const question = { repository, place, experiments: Promise.resolve(new Map()), now, missing() {} };
  for await (const rows of indexedRuns(question))
    for (const row of rows)
      if (!('error' in row) && row.outcome !== undefined && isOpenEnd(row.outcome)) open.add(row.id);
  return open;
}

async function bringRest(
  { repository, settings, author, now, dryRun }: Asked,
  planned: PlannedRun,
  mlflow: MlflowRun,
): Promise<boolean> {
  const { id } = planned.run;
  const tip = (await findTip(repository, id)) as RunTip;
  const loaded = await loadTip(repository, tip);
  const { contents } = await packRun(repository, planned, mlflow, settings);
  const { manifest } = await loadDetail(repository.objects, loaded);
  const files = contents.files
    .filter(({ path, sha256 }) => path.startsWith(ARTIFACTS) && manifest[path]?.sha256 !== sha256)
    .map(file => ({ ...file, path: file.path.slice(ARTIFACTS.length) }));
  const series = await freshSeries(repository, tip, planned.series);
  const attempt = newRunId(now);
  const content = Buffer.from(encodeSeries(series));
  const path = 'metrics/mlflow.ndjson';
  const edits: Edit[] = [
    ...said(loaded, planned),
    ...files.map((file): Edit => ({ kind: 'artifact', path: file.path, entry: entryOfFile(file) })),
  ];
  const { outcome, ended } = planned.run;
  const more: Attempt = {
    ...{ attempt, started: loaded.run.started, ended, problems: [] },
    params: without(planned.run.params, loaded.run.params),
    metrics: summaries(series, planned.run.metrics),
    files: content.length === 0 ? {} : { [path]: entryOf(content) },
    ...(isOpenEnd(outcome) ? {} : { outcome }),
  };
  const isMore = series.length + Object.keys(more.params).length > 0 || more.outcome !== undefined;
  if (edits.length === 0 && !isMore) return false;
  if (dryRun) return true;
  const attempts =
    content.length === 0 ? [] : [{ path: attemptPath(attempt, path), content, ...entryOf(content) }];
  const parts = splitAttempt(more).map(part => ({ kind: 'continue', ...part }) as const);
  await editRun({ repository, id, edits: [...edits, ...parts], files, attempts, author, now });
  return true;
}

/** What the store says now and did not say then, and nobody has said here. */
function said({ run, recorded = run, trashed }: LoadedRun, { run: now, deletion }: PlannedRun): Edit[] {
  const isNew = (before: string | undefined, here: string | undefined, value: string) =>
    value !== before && before === here;
  const own = (tags: Run['tags'], key: string) => (Object.hasOwn(tags, key) ? tags[key] : undefined);
  return [
    ...Object.entries(now.tags)
      .filter(([key, value]) => isNew(own(recorded.tags, key), own(run.tags, key), value))
      .map(([key, value]): Edit => ({ kind: 'tag', key, value })),
    ...(isNew(recorded.name, run.name, now.name) ? [{ kind: 'rename', name: now.name } as const] : []),
    ...(isNew(recorded.note, run.note, now.note) ? [{ kind: 'note', text: now.note } as const] : []),
    ...(deletion !== undefined && !trashed ? [{ kind: 'trash' } as const] : []),
  ];
}

/** The points that are not here yet: MLflow writes them behind the others, and may write one twice. */
async function freshSeries(
  { objects }: Repository,
  { commit }: RunTip,
  series: readonly MetricChunk[],
): Promise<MetricChunk[]> {
  const here = new Map<string, number>();
  const nameOf = ({ key, step, value, time }: MetricChunk, at: number) =>
    `${time[at]} ${step[at]} ${value[at]} ${key}`;
  for await (const { chunk } of readRunSeries(objects, [commit]))
    for (const at of chunk.value.keys()) {
      const name = nameOf(chunk, at);
      here.set(name, (here.get(name) ?? 0) + 1);
    }
  const isFresh = (chunk: MetricChunk, at: number) => {
    const left = here.get(nameOf(chunk, at)) ?? 0;
    here.set(nameOf(chunk, at), left - 1);
    return left <= 0;
  };
  return series
    .map(chunk => {
      const fresh = [...chunk.value.keys()].filter(at => isFresh(chunk, at));
      const [step, value, time] = [chunk.step, chunk.value, chunk.time].map(column =>
        fresh.map(at => column[at] as number),
      ) as [number[], number[], number[]];
      return { key: chunk.key, step, value, time };
    })
    .filter(({ value }) => value.length > 0);
}

/** Of the fresh points; the last value is that of all, as MLflow has it. */
function summaries(series: readonly MetricChunk[], all: Metrics): Metrics {
  const record: Record<string, MetricSummary> = Object.create(null);
  for (const { key, value } of series) {
    const sum = value.reduce<MetricSummary | undefined>(
      (before, one) => summarise(before, one, 0),
      undefined,
    );
    const { last, step } = all[key] as MetricSummary;
    record[key] = { ...(sum as MetricSummary), last, step };
  }
  return record;
}

function without<Value>(
  all: Readonly<Record<string, Value>>,
  known: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const record: Record<string, Value> = Object.create(null);
  for (const [key, value] of Object.entries(all)) if (!Object.hasOwn(known, key)) record[key] = value;
  return record;
}
