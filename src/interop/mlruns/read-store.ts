/** Which experiments and runs a file store has, by its directories; no run is opened. */

import { numberIn, textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowExperiment } from '../mlflow-runs/mlflow-run.ts';
import type { Store } from './open-store.ts';
import { metaOf } from './read-meta.ts';

/** An experiment, and where its runs are. */
export interface StoredExperiment {
  readonly experiment: MlflowExperiment;
  /** Names of directories: the MLflow ids of its runs. */
  readonly runs: readonly string[];
  /** Names of the directories of its logged models. */
  readonly models: readonly string[];
}

/** Where MLflow puts deleted experiments. */
const TRASH = '.trash';

/** Directories of a store, or of an experiment, that are something else. */
const NO_EXPERIMENTS: ReadonlySet<string> = new Set([TRASH, 'models']);
const NO_RUNS: ReadonlySet<string> = new Set(['tags', 'datasets', 'traces', 'models']);

/** Reads the experiments of a store, deleted ones last. What it has of traces is told as lost. */
export function readStore(store: Store): StoredExperiment[] {
  const names = store.directories('');
  const live = names.filter(name => !NO_EXPERIMENTS.has(name)).map(name => ({ path: name, deleted: false }));
  const trash = names.includes(TRASH) ? store.directories(TRASH) : [];
  const deleted = trash.map(name => ({ path: `${TRASH}/${name}`, deleted: true }));
  return [...live, ...deleted].flatMap(place => readExperiment(store, place));
}

function readExperiment(
  store: Store,
  { path, deleted }: { readonly path: string; readonly deleted: boolean },
): StoredExperiment[] {
  const names = store.directories(path);
  const runs = names.filter(name => !NO_RUNS.has(name) && isRun(name));
  const experiment = experimentOf(store, path, deleted);
  if (experiment === undefined && runs.length === 0) {
    store.lose(path, 'is no experiment: it has no meta.yaml, and no runs');
    return [];
  }
  const traces = names.includes('traces') ? store.directories(`${path}/traces`).length : 0;
  if (traces > 0) store.lose(`${path}/traces`, `has ${traces} traces, and traces are not kept`);
  const models = names.includes('models') ? store.directories(`${path}/models`) : [];
  return [{ experiment: experiment ?? unnamed(path, deleted), runs, models }];
}

/** Whether a directory is called as a run: then it is one, its `meta.yaml` lost or not. */
function isRun(name: string): boolean {
  return /^[0-9a-f]{32}$/.test(name) || /^[a-zA-Z0-9][\w-]{7,255}$/.test(name);
}

/** An experiment of which all but its runs is lost. */
function unnamed(path: string, deleted: boolean): MlflowExperiment {
  const id = path.split('/').at(-1) as string;
  return { id, path, name: id === '0' ? 'Default' : `mlflow-${id}`, deleted, created: 0, tags: {} };
}

/** Its own facts; undefined where it has no `meta.yaml` that could be read, or that names it. */
function experimentOf(store: Store, path: string, deleted: boolean): MlflowExperiment | undefined {
  const meta = metaOf(store, path);
  const name = textIn(meta, 'name');
  if (meta === undefined || name === undefined) return undefined;
  return {
    id: textIn(meta, 'experiment_id') ?? (path.split('/').at(-1) as string),
    path,
    name,
    deleted: deleted || textIn(meta, 'lifecycle_stage') === 'deleted',
    created: numberIn(meta, 'creation_time') ?? 0,
    tags: store.texts(`${path}/tags`),
  };
}
