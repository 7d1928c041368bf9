/** Registered models of a file store: a directory each below `models/`, one for each version in it. */
import { NO_STAGE } from '../mlflow/model-stages.ts';
import { numberIn, optionalTexts, textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowRegistered, MlflowVersion } from '../mlflow-runs/mlflow-registered.ts';
import type { Meta } from '../mlflow-runs/mlflow-run.ts';
import type { Store } from './open-store.ts';
import { metaOf } from './read-meta.ts';

/** Reads them, one by one. What is damaged is told, and the rest is taken. */
export function* readRegistered(store: Store): Generator<MlflowRegistered> {
  if (!store.directories('').includes('models')) return;
  for (const directory of store.directories('models')) {
    const path = `models/${directory}`;
    const meta = metaOf(store, path);
    const versions = store.directories(path).flatMap(name => readVersion(store, path, name));
    if (meta === undefined && versions.length === 0) {
      store.lose(path, 'is no registered model: it has no meta.yaml, and no versions');
      continue;
    }
    if (meta === undefined)
      store.lose(path, 'has no meta.yaml that could be read: its description is not known');
    const made = versions.map(({ created }) => created);
    yield {
      ...{ name: textIn(meta, 'name') ?? directory, path },
      description: textIn(meta, 'description') ?? '',
      tags: store.texts(`${path}/tags`),
      aliases: aliasesOf(store, path),
      versions: versions.sort((one, other) => one.number - other.number),
      ...timesOf(meta, made.length === 0 ? 0 : Math.min(...made)),
    };
  }
}

/** Directories of a model that have no version. */
const OTHERS: ReadonlySet<string> = new Set(['tags', 'aliases']);

/** The stage of a version that was deleted: its directory stays. */
const DELETED = 'Deleted_Internal';

function readVersion(store: Store, model: string, name: string): MlflowVersion[] {
  const number = Number(/^version-([1-9]\d{0,14})$/.exec(name)?.[1]);
  const path = `${model}/${name}`;
  if (Number.isNaN(number)) {
    if (!OTHERS.has(name)) store.lose(path, 'is no version: its name has no number');
    return [];
  }
  const meta = metaOf(store, path);
  if (meta === undefined) {
    store.lose(path, 'is left out: it has no meta.yaml that could be read');
    return [];
  }
  const said = numberIn(meta, 'version') ?? number;
  if (said !== number)
    store.lose(`${path}/meta.yaml`, `says that it is version ${said}; its directory's name holds`);
  const stage = textIn(meta, 'current_stage') ?? NO_STAGE;
  return [
    {
      ...{ number, source: textIn(meta, 'source') ?? '' },
      ...optionalTexts({
        stored: textIn(meta, 'storage_location'),
        run: textIn(meta, 'run_id'),
        runLink: textIn(meta, 'run_link'),
        model: textIn(meta, 'model_id'),
      }),
      description: textIn(meta, 'description') ?? '',
      stage: stage === DELETED ? NO_STAGE : stage,
      deleted: stage === DELETED,
      tags: store.texts(`${path}/tags`),
      ...timesOf(meta, 0),
    },
  ];
}

function timesOf(meta: Meta | undefined, otherwise: number): Pick<MlflowVersion, 'created' | 'updated'> {
  const created = numberIn(meta, 'creation_timestamp') ?? otherwise;
  return { created, updated: numberIn(meta, 'last_updated_timestamp') ?? created };
}

/** A file each, with the number of a version. */
function aliasesOf(store: Store, model: string): Record<string, number> {
  const aliases: Record<string, number> = Object.create(null);
  for (const [alias, text] of Object.entries(store.texts(`${model}/aliases`))) {
    const number = /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
    if (number === undefined)
      store.lose(`${model}/aliases/${alias}`, 'is left out: it names no version by its number');
    else aliases[alias] = number;
  }
  return aliases;
}
