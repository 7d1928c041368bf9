/** A journal → a run in the store. The end of every run goes through here, whether it ended well or is being recovered. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EndedContext, Findings, FoundFile } from '../capture/capture.ts';
import { readLogSummary } from '../capture/job/output.ts';
import { openMetricSeries } from '../capture/metrics/metric-series.ts';
import { sources } from '../capture/sources.ts';
import type { Repository } from '../git/repository.ts';
import type { JsonObject } from '../run/json.ts';
import { ARTIFACTS } from '../run/manifest.ts';
import type { Metrics } from '../run/metric.ts';
import { defaultName } from '../run/name.ts';
import type { LogSummary, Outcome, Problem, Resources, Run } from '../run/run.ts';
import type { Source } from '../run/source.ts';
import { redactEnvironment, redactParams, redactTags, redactText } from '../secrets/redact.ts';
import { type RunContents, type RunFile, saveRun } from '../store/save.ts';
import { type FoundSecrets, findSecrets } from './find-secrets.ts';
import { healSource } from './heal-source.ts';
import { cacheDirectory, type LiveRun, readFindings } from './live.ts';
import { packResources } from './live-resources.ts';
import { rememberOutputs } from './outputs.ts';
import { type FileToPack, packFiles } from './pack.ts';
import { joinParams, type RunPlan } from './plan.ts';
import { removeLive } from './remove-live.ts';

export interface Ending {
  readonly outcome: Outcome;
  /** ms since 1970. */
  readonly ended: number;
  readonly resources: Resources;
}

export interface Finished {
  readonly run: Run;
  readonly commit: string;
  /** Why it is not signed, though it should be. */
  readonly unsigned?: string;
  /** Paths of the files that are kept as artifacts. */
  readonly kept: readonly FoundFile[];
  /** What they were when they were kept. */
  readonly artifacts: readonly RunFile[];
}

/** Stores a run from its journal and removes the journal. Until the run is stored, the journal can be finished again. */
export async function finish(
  repository: Repository,
  live: LiveRun,
  plan: RunPlan,
  ending: Ending,
): Promise<Finished> {
  const series = openMetricSeries({ directory: join(live.path, 'metrics'), now: () => ending.ended / 1000 });
  const context = { ...contextOf(repository, live, plan), metrics: series, ...timesOf(plan, ending) };
  const found = [...(await readFindings(live)), ...(await afterAll(context))];
  const { metrics, files: metricFiles } = await series.close();
  const log = await readLogSummary(join(live.path, 'log'));
  const kept = uniqueFiles(found.flatMap(findings => findings.artifacts ?? []));
  const toPack = [
    ...kept.map(({ path, file }) => ({ path: `${ARTIFACTS}${path}`, file, isArtifact: true })),
    ...metricFiles.map(({ path, file }) => ({ path: `metrics/${path}`, file, isArtifact: false })),
    ...(log.bytes === 0 ? [] : await logFiles(live)),
  ];
  const packed = await packFiles(repository, toPack, plan.settings);
  const resources = await packResources(live, context.started);
  const files = [...packed.files, ...resources.files, ...rawFiles(plan)];
  const { secrets, problems } = await lookThrough(repository, live, plan);
  const run = runOf(plan, ending, {
    ...{ found, metrics, log, files, secrets },
    problems: [...packed.problems, ...resources.problems, ...problems],
  });
  const saved = await saveRun(repository, contentsOf(plan, found, run, files), plan.author);
  const { cache, workTree } = context;
  const outputs = kept.filter(({ path, file }) => file === join(workTree, path));
  await rememberOutputs(
    cache,
    outputs.map(({ path }) => path),
  );
  // Not before the run would survive a power cut. It is stored; a journal that stays is tidied away by `recover`.
  await repository
    .sync()
    .then(() => removeLive(live))
    .catch(() => {});
  return { run, ...saved, kept, artifacts: packed.files.filter(({ path }) => path.startsWith(ARTIFACTS)) };
}

/** Who looks for secrets reads every file that is new in the source, and is the first to miss one. */
async function lookThrough(
  repository: Repository,
  live: LiveRun,
  plan: RunPlan,
): Promise<{ secrets: FoundSecrets; problems: readonly Problem[] }> {
  const search = () =>
    findSecrets({
      objects: repository.objects,
      source: plan.source as Source,
      headIsSource: plan.headIsSource === true,
      workTree: plan.workTree,
      log: join(live.path, 'log'),
    });
  const secrets = await search();
  if (!secrets.problems.some(({ code }) => code === 'secrets-not-searched')) return { secrets, problems: [] };
  const problems = await healSource(repository, plan).catch(() => []);
  return { secrets: await search(), problems };
}

function contextOf(repository: Repository, live: LiveRun, plan: RunPlan) {
  const { settings, workTree, directory, command } = plan;
  const cache = cacheDirectory(repository.place.commonDir);
  return { repository, settings, workTree, directory, argv: command.argv, env: {}, live: live.path, cache };
}

function timesOf(plan: RunPlan, ending: Ending): { started: number; ended: number } {
  return { started: Date.parse(plan.started), ended: ending.ended };
}

async function afterAll(context: EndedContext): Promise<Findings[]> {
  const found: Findings[] = [];
  for (const source of sources) {
    if (source.after === undefined) continue;
    try {
      found.push(await source.after(context));
    } catch (error) {
      found.push({
        problems: [{ code: 'capture-failed', message: `${source.name}: ${(error as Error).message}` }],
      });
    }
  }
  return found;
}

/** Of files found twice under one path, the later finding is the more deliberate one. */
export function uniqueFiles(files: readonly FoundFile[]): FoundFile[] {
  return [...new Map(files.map(file => [file.path, file])).values()];
}

async function logFiles(live: LiveRun): Promise<FileToPack[]> {
  const names = await readdir(join(live.path, 'log'));
  return names
    .sort()
    .map(name => ({ path: `logs/${name}`, file: join(live.path, 'log', name), isArtifact: false }));
}

function rawFiles(plan: RunPlan): RunFile[] {
  return (plan.source?.raw ?? []).map(({ path, oid, sha256, size }) => ({
    path: `raw/${path}`,
    oid,
    sha256,
    size,
  }));
}

function ignoredBy(found: readonly Findings[]): Pick<Source, 'ignored'> {
  const { ignored } = found.find(findings => findings.ignored !== undefined) ?? {};
  return ignored === undefined ? {} : { ignored };
}

interface Captured {
  readonly found: readonly Findings[];
  readonly metrics: Metrics;
  readonly log: LogSummary;
  readonly files: readonly RunFile[];
  readonly secrets: FoundSecrets;
  readonly problems: readonly Problem[];
}

function runOf(plan: RunPlan, ending: Ending, captured: Captured): Run {
  const artifacts = captured.files.filter(({ path }) => path.startsWith('artifacts/'));
  const tags = captured.found.map(findings => findings.tags ?? {});
  return {
    id: plan.id,
    name: nameOf(plan, captured.found),
    author: `${plan.author.name} <${plan.author.email}>`,
    experiment: plan.experiment,
    outcome: ending.outcome,
    started: plan.started,
    ended: new Date(ending.ended).toISOString(),
    command: plan.command,
    params: redactParams(joinParams([plan.params, ...captured.found.map(findings => findings.params ?? {})])),
    metrics: captured.metrics,
    tags: redactTags(Object.assign(Object.create(null), ...tags, plan.tags)),
    note: redactText(noteOf(plan, captured.found)),
    ...(plan.seed === undefined ? {} : { seed: plan.seed }),
    source: { ...(plan.source as Source), ...ignoredBy(captured.found) },
    lineage: plan.lineage,
    host: plan.host,
    resources: ending.resources,
    log: captured.log,
    artifacts: { count: artifacts.length, bytes: artifacts.reduce((sum, { size }) => sum + size, 0) },
    problems: [
      ...plan.problems,
      ...captured.found.flatMap(findings => findings.problems ?? []),
      ...captured.problems,
      ...captured.secrets.problems,
    ].map(problem => ({ ...problem, message: redactText(problem.message) })),
    secrets: captured.secrets.secrets,
  };
}

/** What the user called it, else what it calls itself. */
function nameOf({ id, name }: RunPlan, found: readonly Findings[]): string {
  if (name !== defaultName(id)) return name;
  return found.findLast(findings => findings.name !== undefined)?.name ?? name;
}

function noteOf({ note }: RunPlan, found: readonly Findings[]): string {
  return [note, ...found.map(findings => findings.note ?? '')].filter(text => text !== '').join('\n\n');
}

function contentsOf(
  plan: RunPlan,
  found: readonly Findings[],
  run: Run,
  files: readonly RunFile[],
): RunContents {
  const environment: JsonObject = Object.assign(
    {},
    plan.environment,
    ...found.map(findings => findings.environment ?? {}),
  );
  const inputs = [...plan.inputs, ...found.flatMap(findings => findings.inputs ?? [])];
  return { run, environment: redactEnvironment(environment), inputs, files };
}
