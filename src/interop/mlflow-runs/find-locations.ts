/** Where versions of registered models are among the artifacts of runs that are here, as addresses of ours. */
import type { Repository } from '../../git/repository.ts';
import type { RunId } from '../../run/run-id.ts';
import { loadTip } from '../../store/list.ts';
import { loadDetail } from '../../store/load.ts';
import { findTip } from '../../store/tips.ts';
import { modelDirectory, runUri } from '../mlflow/artifact-path.ts';
import { experimentNumber } from '../mlflow/experiment-number.ts';
import { FACTS_FILE } from '../mlflow/facts.ts';
import type { ModelId } from '../mlflow/model-id.ts';
import { MODELS } from './given-artifacts.ts';
import { keptIn } from './kept-mlflow.ts';
import { textIn } from './meta-fields.ts';
import type { VersionPlace } from './mlflow-registered.ts';
import { type NamedPlace, placesOf } from './place-of-version.ts';

export interface Locations {
  /** The first place that a version names where there is something; undefined where there is none. */
  of(version: VersionPlace): Promise<string | undefined>;
}

/** What is known of where a run's files are. */
interface RunPaths {
  readonly uri: string;
  has(path: string): boolean;
  /** The directory of a logged model. */
  model(id: string): string;
  /** The id of the model that it has logged under a name. */
  named(name: string): string | undefined;
}

/** Opens them; `idOf` is our id of a run by MLflow's. Of a run that has been looked at its paths are kept. */
export function openLocations(
  repository: Repository,
  idOf: (mlflowId: string) => RunId | undefined,
): Locations {
  const runs = new Map<RunId, Promise<RunPaths | undefined>>();

  function pathsOf(mlflowId: string): Promise<RunPaths | undefined> | undefined {
    const id = idOf(mlflowId);
    if (id === undefined) return undefined;
    const paths = runs.get(id) ?? readPaths(repository, id);
    runs.set(id, paths);
    return paths;
  }

  return {
    async of(version) {
      for (const place of placesOf(version)) {
        const paths = await pathsOf(place.run);
        const path = paths && pathIn(paths, place);
        if (path !== undefined) return path === '' ? paths?.uri : `${paths?.uri}/${path}`;
      }
      return undefined;
    },
  };
}

function pathIn(paths: RunPaths, { model = undefined, path }: NamedPlace): string | undefined {
  const logged = model ?? paths.named(path);
  const below = model === undefined ? '' : path;
  const inModel = logged === undefined ? undefined : joined(paths.model(logged), below);
  return [inModel, model === undefined ? path : undefined].find(one => one !== undefined && paths.has(one));
}

function joined(directory: string, below: string): string {
  return below === '' ? directory : `${directory}/${below}`;
}

async function readPaths(repository: Repository, id: RunId): Promise<RunPaths | undefined> {
  const tip = await findTip(repository, id);
  if (tip === undefined) return undefined;
  const loaded = await loadTip(repository, tip);
  const { artifacts, environment } = await loadDetail(repository.objects, loaded);
  const paths = artifacts.map(({ path }) => path);
  // A run that our own endpoint has recorded keeps them otherwise than one that was brought.
  const isOurs = paths.includes(FACTS_FILE);
  const models = keptIn(environment).models.map(({ meta }) => meta);
  return {
    uri: runUri(experimentNumber(loaded.run.experiment.id), id),
    has: path => path === '' || paths.some(one => one === path || one.startsWith(`${path}/`)),
    model: model => (isOurs ? modelDirectory(model as ModelId) : `${MODELS}/${model}`),
    named(name) {
      const last = models.findLast(meta => textIn(meta, 'name') === name);
      return textIn(last, 'model_id');
    },
  };
}
