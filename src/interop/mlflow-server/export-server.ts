/**
 * Runs of ours → a server of MLflow. Each bears our id there as a tag: a second export finds it and writes nothing, and
 * one that was interrupted goes on. What a run names, its parent and models of others, comes before it.
 */
import type { Readable } from '../../git/readable.ts';
import { GitRunError } from '../../run/errors.ts';
import type { ExportReport, Loss } from '../../run/import-report.ts';
import { RemoteError } from '../../run/repository-errors.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { MODEL } from '../../store/model-kind.ts';
import { listRecords } from '../../store/records.ts';
import { inOrder } from '../mlflow-runs/in-order.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import { type ReadGiven, readGiven } from '../mlflow-runs/read-given.ts';
import { type ExperimentsThere, type ExperimentThere, experimentsThere } from './experiments-there.ts';
import type { Server } from './open-server.ts';
import { findModel } from './write-models.ts';
import { runOfVersion, writeRegistered } from './write-registered.ts';
import { isDeleted, writeRun } from './write-run.ts';

export interface ServerExport {
  readonly source: Readable;
  readonly tips: readonly RunTip[];
  /** Whether experiments without runs are written too. */
  readonly isAll: boolean;
  readonly server: Server;
  readonly dryRun: boolean;
  /** So many runs have been looked at. */
  progress(done: number): void;
}

/** So many runs are written at the same time. */
const AHEAD = 4;

/** Writes them. What is not taken is told. Rejects with RemoteError, RefusedError. */
export async function exportServer(request: ServerExport): Promise<ExportReport> {
  const { source, server, dryRun } = request;
  const experiments = await experimentsThere(server, source, { dryRun });
  if (request.isAll) await experiments.all();
  // Ids are in the order of starts: most parents are before their children.
  const tips = [...request.tips].sort((one, other) => (one.id < other.id ? -1 : 1));
  const state: State = {
    ...request,
    experiments,
    ids: new Map(),
    models: new Map(),
    open: new Set(tips.map(({ id }) => id)),
  };
  const losses: Loss[] = [];
  let [runs, same, done] = [0, 0, 0];
  let left: readonly RunTip[] = tips;
  for (let isLast = false; left.length > 0; ) {
    const later: RunTip[] = [];
    const written = inOrder(left, AHEAD, async tip => ({ tip, result: await give(state, tip, isLast) }));
    for await (const { tip, result } of written) {
      if (result === 'later') later.push(tip);
      else {
        if (result === 'same') same++;
        else {
          if (result.isThere) runs++;
          losses.push(...result.losses);
        }
        request.progress(++done);
      }
    }
    // What waits for each other, or for what does not come, is written as it is.
    isLast = later.length === left.length;
    left = later;
  }
  const models = await giveRegistered(state, losses);
  await experiments.close();
  return { to: server.shown, dryRun, experiments: experiments.count(), runs, models, same, losses };
}

interface State extends ServerExport {
  readonly experiments: ExperimentsThere;
  /** Ids there, by ours. */
  readonly ids: Map<RunId, string>;
  readonly models: Map<string, string>;
  /** Runs that are still to be written. */
  readonly open: Set<RunId>;
}

/** Registered models of which a version comes from a run that was asked for; returns of how many something was made. */
async function giveRegistered({ source, server, tips, ids, dryRun }: State, losses: Loss[]): Promise<number> {
  const asked = new Set(tips.map(({ id }) => id));
  const lose = (path: string, why: string) => void losses.push({ path, why });
  let made = 0;
  for (const model of await listRecords(source, MODEL)) {
    const isAsked = model.versions.some(version => {
      const run = version.removed ? undefined : runOfVersion(version);
      return run !== undefined && asked.has(run);
    });
    if (model.removed || !isAsked) continue;
    if (await writeRegistered(server, model, { runs: ids, dryRun, lose })) made++;
  }
  return made;
}

interface Given {
  readonly isThere: boolean;
  readonly losses: readonly Loss[];
}

async function give(state: State, tip: RunTip, isLast: boolean): Promise<Given | 'same' | 'later'> {
  const leftOut = (why: string): Given => {
    state.open.delete(tip.id);
    return { isThere: false, losses: [{ path: `run ${tip.id}`, why: `is left out: ${why}` }] };
  };
  try {
    const given = await readGiven(state.source, tip);
    const place = await state.experiments.of(given.loaded.run.experiment);
    const there = place.whole.get(tip.id);
    if (there !== undefined) {
      state.ids.set(tip.id, there.id);
      state.open.delete(tip.id);
      // It may have been interrupted there, or have gone to the trash since.
      if (isDeleted(given.run) && !there.isDeleted && !state.dryRun)
        await state.server.post('/api/2.0/mlflow/runs/delete', { run_id: there.id });
      return 'same';
    }
    if (place.why !== undefined) return leftOut(`its experiment '${place.name}' ${place.why}`);
    if (state.dryRun) return { isThere: true, losses: [] };
    if (!isLast && (await mustWait(state, given, place))) return 'later';
    return await write(state, given, place);
  } catch (error) {
    // One run that cannot be read, or is refused, is no reason to keep back the others.
    if (!(error instanceof GitRunError) || error instanceof RemoteError) throw error;
    return leftOut(error.message);
  }
}

async function write(state: State, given: ReadGiven, place: ExperimentThere): Promise<Given> {
  const { id: ours } = given.loaded.run;
  await place.open();
  const parent = state.ids.get(parentOf(given) as RunId);
  const begun = place.begun.get(ours)?.id;
  const { id, losses } = await writeRun(state.server, given, {
    experimentId: place.id ?? '',
    ...(begun === undefined ? {} : { begun }),
    ...(parent === undefined ? {} : { parent }),
    models: state.models,
  });
  state.ids.set(ours, id);
  state.open.delete(ours);
  const path = `${place.name}/${given.run.tags['mlflow.runName']} (${ours})`;
  return { isThere: true, losses: losses.map(loss => ({ ...loss, path: `${path}/${loss.path}` })) };
}

function parentOf({ loaded }: ReadGiven): RunId | undefined {
  return loaded.run.lineage.find(({ relation }) => relation === 'child-of')?.id;
}

/** Whether something that a run names is still to come. */
async function mustWait(state: State, given: ReadGiven, place: ExperimentThere): Promise<boolean> {
  const parent = parentOf(given);
  if (parent !== undefined && state.open.has(parent) && parent !== given.loaded.run.id) return true;
  const { inputs, metrics, models } = given.run;
  const own = new Set(models.map(({ meta }) => textIn(meta, 'model_id')));
  const named = new Set([
    ...inputs.flatMap(({ link, dataset }) => (dataset === undefined ? [textIn(link, 'source_id')] : [])),
    ...metrics.flatMap(({ datasets = [] }) => datasets.map(({ model }) => model)),
  ]);
  let isMissing = false;
  for (const id of named) {
    if (id === undefined || own.has(id) || state.models.has(id)) continue;
    const there = await findModel(state.server, id, place.id ?? '');
    if (there === undefined) isMissing = true;
    else state.models.set(id, there);
  }
  return isMissing;
}
