/** A run of MLflow's → the files of one in its file store, but for its artifacts. Pure. */
import type { Loss } from '../../run/import-report.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowRun } from '../mlflow-runs/mlflow-run.ts';
import { fileKeys } from './file-keys.ts';
import { printMeta } from './meta-yaml.ts';
import { printMetric } from './metric-file.ts';

export interface ExportGround {
  readonly run: Omit<MlflowRun, 'path' | 'artifacts'>;
  /** MLflow's id of its experiment. */
  readonly experimentId: string;
  /** The URI of the experiment's directory, without a final slash. */
  readonly uri: string;
}

export interface PlannedExport {
  /** Files by their paths from the run's directory. */
  readonly files: ReadonlyMap<string, string>;
  /** Files of data sets and models, by their paths from the experiment's directory: other runs may share them. */
  readonly shared: ReadonlyMap<string, string>;
  /** Ids of models whose artifacts are among the run's. */
  readonly models: readonly string[];
  /** By their paths from the run's directory. */
  readonly losses: readonly Loss[];
}

/** Plans it. */
export function planExport(ground: ExportGround): PlannedExport {
  const { run, experimentId, uri } = ground;
  const losses: Loss[] = [];
  const meta = {
    ...MUST_HAVE,
    ...run.meta,
    artifact_uri: `${uri}/${run.id}/artifacts`,
    experiment_id: experimentId,
  };
  const files = new Map([['meta.yaml', printMeta(meta)]]);
  const add = (folder: string, texts: Readonly<Record<string, string>>) => {
    for (const { key, file, why } of fileKeys(Object.keys(texts))) {
      if (why !== undefined) losses.push({ path: `${folder}/${key}`, why });
      if (file !== undefined) files.set(`${folder}/${file}`, texts[key] as string);
    }
  };
  add('params', run.params);
  add('tags', run.tags);
  add('metrics', Object.fromEntries(run.metrics.map(history => [history.key, printMetric(history)])));
  for (const folder of ['inputs', 'outputs'] as const)
    for (const { name, link } of run[folder])
      if (isName(name)) files.set(`${folder}/${name}/meta.yaml`, printMeta(link));
  return { files, ...sharedOf(ground), losses };
}

/** What MLflow wants to find, and no longer uses. */
const MUST_HAVE = { entry_point_name: '', source_name: '', source_type: 4, source_version: '', tags: [] };

function sharedOf({ run: { inputs, models }, experimentId, uri }: ExportGround) {
  const shared = new Map<string, string>();
  for (const { link, dataset } of inputs) {
    const id = textIn(link, 'source_id') ?? '';
    if (dataset !== undefined && isName(id)) shared.set(`datasets/${id}/meta.yaml`, printMeta(dataset));
  }
  const ids: string[] = [];
  for (const { meta, params, tags, metrics } of models) {
    const id = textIn(meta, 'model_id') ?? '';
    if (!isName(id)) continue;
    ids.push(id);
    const top = `models/${id}`;
    const moved = { ...meta, experiment_id: experimentId, artifact_location: `${uri}/${top}/artifacts` };
    shared.set(`${top}/meta.yaml`, printMeta(moved));
    for (const [folder, texts] of Object.entries({ params, tags, metrics }))
      for (const { key, file } of fileKeys(Object.keys(texts)))
        if (file !== undefined) shared.set(`${top}/${folder}/${file}`, texts[key] as string);
  }
  return { shared, models: ids };
}

/** Whether a text can be the name of one directory. */
function isName(name: unknown): name is string {
  return typeof name === 'string' && /^\w[\w-]*$/.test(name);
}
