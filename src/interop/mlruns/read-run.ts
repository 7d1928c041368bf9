/** A run of a file store, whole but for the bytes of its artifacts. */

import { MODELS } from '../mlflow-runs/given-artifacts.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { Link, MetricHistory, MlflowModel, MlflowRun, StoredFile } from '../mlflow-runs/mlflow-run.ts';
import { parseMetric } from './metric-file.ts';
import type { Store } from './open-store.ts';
import { metaOf } from './read-meta.ts';

/** Where a run is, and what lies beside it. */
export interface RunPlace {
  /** Of its experiment, from the top of the store. */
  readonly experiment: string;
  /** Its directory's name. */
  readonly id: string;
  /** Names of the directories of models that it has logged. */
  readonly models: readonly string[];
}

/** Reads a run; undefined where there is nothing of one. */
export function readRun(store: Store, { experiment, id, models }: RunPlace): MlflowRun | undefined {
  const path = `${experiment}/${id}`;
  const meta = metaOf(store, path);
  const run: MlflowRun = {
    ...{ id, path, meta: meta ?? {} },
    params: store.texts(`${path}/params`),
    tags: store.texts(`${path}/tags`),
    metrics: readMetrics(store, `${path}/metrics`),
    inputs: readInputs(store, experiment, `${path}/inputs`),
    outputs: linksIn(store, `${path}/outputs`),
    models: models.flatMap(name => readModel(store, `${experiment}/models/${name}`)),
    artifacts: [
      ...artifactsIn(store, `${path}/artifacts`, ''),
      ...models.flatMap(name =>
        artifactsIn(store, `${experiment}/models/${name}/artifacts`, `${MODELS}/${name}/`),
      ),
    ],
  };
  if (meta === undefined && isEmpty(run)) {
    store.lose(path, 'is no run: it has no meta.yaml, and nothing else');
    return undefined;
  }
  if (meta === undefined)
    store.lose(path, 'has no meta.yaml: only its params, metrics, tags and artifacts are known');
  const said = textIn(meta, 'run_id') ?? textIn(meta, 'run_uuid') ?? id;
  if (said !== id) store.lose(`${path}/meta.yaml`, `says that it is run ${said}; its directory's name holds`);
  tellElsewhere(store, run);
  return run;
}

function isEmpty({ params, tags, metrics, artifacts }: MlflowRun): boolean {
  return [params, tags, metrics, artifacts].every(part => Object.keys(part).length === 0);
}

function readMetrics(store: Store, directory: string): MetricHistory[] {
  return store.files(directory).flatMap(key => {
    const path = `${directory}/${key}`;
    const text = store.text(path);
    if (text === undefined) return [];
    const { history, losses } = parseMetric(key, text);
    for (const why of losses) store.lose(path, why);
    return history.value.length === 0 ? [] : [history];
  });
}

function linksIn(store: Store, directory: string): Link[] {
  return store.directories(directory).flatMap(name => {
    const link = metaOf(store, `${directory}/${name}`);
    return link === undefined ? [] : [{ name, link }];
  });
}

function readInputs(store: Store, experiment: string, directory: string): MlflowRun['inputs'] {
  return linksIn(store, directory).map(({ name, link }) => {
    const source = textIn(link, 'source_id');
    const isDataset = textIn(link, 'source_type') === 'DATASET';
    if (!isDataset || source === undefined || !isName(source)) return { name, link };
    const dataset = metaOf(store, `${experiment}/datasets/${source}`);
    if (dataset === undefined)
      store.lose(`${experiment}/datasets/${source}`, 'is missing, and a run names it');
    return dataset === undefined ? { name, link } : { name, link, dataset };
  });
}

/** Whether a text from a file can be the name of one directory. */
function isName(text: string): boolean {
  return /^[\w-]+$/.test(text);
}

function readModel(store: Store, path: string): MlflowModel[] {
  const meta = metaOf(store, path);
  if (meta === undefined) return [];
  return [
    {
      meta,
      params: store.texts(`${path}/params`),
      tags: store.texts(`${path}/tags`),
      metrics: store.texts(`${path}/metrics`),
    },
  ];
}

function artifactsIn(store: Store, directory: string, below: string): StoredFile[] {
  return store
    .files(directory)
    .map(path => ({ path: below + path, file: store.locate(`${directory}/${path}`) }));
}

/** Artifacts lie beside `meta.yaml`, wherever the store has been moved to. Those that never did are not sought elsewhere. */
function tellElsewhere(store: Store, { path, meta, artifacts }: MlflowRun): void {
  const uri = textIn(meta, 'artifact_uri');
  if (uri === undefined || artifacts.length > 0) return;
  const usual = `/${path.split('/').slice(-2).join('/')}/artifacts`;
  const isRemote = /^(?!file:)[a-z][a-z0-9+.-]+:/i.test(uri);
  if (isRemote || !`/${uri}`.endsWith(usual))
    store.lose(`${path}/artifacts`, `has nothing: what artifacts there may be at ${uri} are not sought`);
}
