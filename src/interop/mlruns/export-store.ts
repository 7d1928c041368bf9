/**
 * Runs of ours → a file store of MLflow. Each run is made beside the store's own directories and then given its name, so
 * that MLflow never sees half of one; a run that is there already stays as it is.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Readable } from '../../git/readable.ts';
import { type ExactFile, writeExact } from '../../reproduce/write-exact.ts';
import { GitRunError } from '../../run/errors.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../run/experiment.ts';
import type { ExportReport, Loss } from '../../run/import-report.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { listExperiments } from '../../store/experiments.ts';
import { MLFLOW_EXPERIMENT_ID, ourName, UNIQUE } from '../mlflow-runs/adopt-experiments.ts';
import { asMlflowExperiment, unrecorded } from '../mlflow-runs/as-mlflow-experiment.ts';
import type { GivenFile } from '../mlflow-runs/given-artifacts.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import { type ReadGiven, readGiven } from '../mlflow-runs/read-given.ts';
import { fileKeys } from './file-keys.ts';
import { printMeta } from './meta-yaml.ts';
import { openStore, type Store } from './open-store.ts';
import { type PlannedExport, planExport } from './plan-export.ts';
import { metaOf } from './read-meta.ts';

export interface ExportRequest {
  readonly source: Readable;
  readonly tips: AsyncIterable<RunTip> | Iterable<RunTip>;
  /** Whether experiments without runs are written too. */
  readonly isAll: boolean;
  /** Where the store is, or is to be; absolute. */
  readonly directory: string;
  /** As it was named. */
  readonly shown: string;
  /** Only to say what would be written. */
  readonly dryRun: boolean;
  /** A run was looked at. */
  progress(done: number): void;
}

/** Writes them, or says what it would write. What MLflow cannot have is told. Rejects with the system's errors. */
export async function exportStore(request: ExportRequest): Promise<ExportReport> {
  const { source, directory, shown, isAll, dryRun } = request;
  const losses: Loss[] = [];
  let [runs, same, done] = [0, 0, 0];
  if (!dryRun) await mkdir(directory, { recursive: true });
  const work = dryRun ? undefined : await mkdtemp(join(directory, '.git-run-'));
  const places = await openPlaces(source, directory, { dryRun });
  try {
    if (isAll) await places.all();
    for await (const tip of request.tips) {
      try {
        const given = await readGiven(source, tip);
        const place = await places.of(given.loaded.run.experiment);
        const written = await writeRun(given, place, work === undefined ? undefined : join(work, `${done}`));
        if (written === 'same') same++;
        else {
          runs++;
          losses.push(...written);
        }
      } catch (error) {
        // One run that cannot be read, or written safely, is no reason to keep back the others.
        if (!(error instanceof GitRunError)) throw error;
        losses.push({ path: `run ${tip.id}`, why: `is left out: ${error.message}` });
      }
      request.progress(++done);
    }
  } finally {
    if (work !== undefined) await rm(work, { recursive: true, force: true });
  }
  return { to: shown, dryRun, experiments: places.count(), runs, same, losses };
}

/** An experiment of the store. */
interface Place {
  readonly id: string;
  /** From the top of the store. */
  readonly path: string;
  /** On disk. */
  readonly directory: string;
  /** Where MLflow has it, or had it before it was deleted. */
  readonly uri: string;
}

/** MLflow makes them for each run. */
const DIRECTORIES = ['artifacts', 'metrics', 'params', 'tags'];

async function writeRun(
  { run, artifacts }: ReadGiven,
  place: Place,
  work: string | undefined,
): Promise<'same' | Loss[]> {
  const target = join(place.directory, run.id);
  if (existsSync(target)) return 'same';
  const planned = planExport({ run, experimentId: place.id, uri: place.uri });
  const { files: given, losses } = await artifacts();
  const path = `${place.path}/${run.id}`;
  const told = [...planned.losses, ...losses].map(loss => ({ ...loss, path: `${path}/${loss.path}` }));
  if (work === undefined) return told;
  const own = given.filter(({ model }) => model === undefined);
  const files = [
    ...textFiles(planned.files),
    ...own.map(file => ({ ...file, path: `artifacts/${file.path}`, content: file.content() })),
  ];
  await mkdir(work);
  await writeExact({
    root: work,
    files,
    directories: DIRECTORIES.filter(name => !files.some(({ path }) => path.startsWith(`${name}/`))),
    links: 'inside',
  });
  await writeShared(
    planned,
    given.filter(({ model }) => model !== undefined),
    place,
  );
  await rename(work, target);
  return told;
}

/** Data sets, and models: another run, or another export, may have written them. */
async function writeShared(
  { shared, models }: PlannedExport,
  ofModels: readonly GivenFile[],
  { directory }: Place,
) {
  const there = models.filter(model => existsSync(join(directory, 'models', model)));
  const isNew = (path: string) =>
    !there.some(model => path.startsWith(`models/${model}/`)) && !existsSync(join(directory, path));
  const contents = ofModels.map(({ model, path, content, ...file }) => {
    return { ...file, path: `models/${model}/artifacts/${path}`, content: content() };
  });
  const files = [...textFiles(shared), ...contents].filter(({ path }) => isNew(path));
  await writeExact({ root: directory, files, links: 'inside' });
}

function textFiles(texts: ReadonlyMap<string, string>): ExactFile[] {
  return [...texts].map(([path, text]) => ({ path, mode: '644', content: bytesOf(text) }));
}

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** Makes the directories of experiments as they are needed. */
async function openPlaces(source: Readable, top: string, { dryRun }: Pick<ExportRequest, 'dryRun'>) {
  const experiments = new Map((await listExperiments(source)).map(one => [one.id as string, one]));
  const places = new Map<string, Promise<Place>>();
  const taken = new Set<string>();
  const store = openStore(top);
  return {
    count: () => places.size,
    async all() {
      for (const experiment of experiments.values()) await this.of(experiment);
    },
    of({ id, name }: Pick<Experiment, 'id' | 'name'>): Promise<Place> {
      const found = places.get(id) ?? make(experiments.get(id) ?? unrecorded(id, name));
      places.set(id, found);
      return found;
    },
  };

  async function make(experiment: Experiment): Promise<Place> {
    const said = mlflowIdOf(experiment);
    const id = taken.has(said) || isAnother(store, said, experiment) ? randomId(experiment.id) : said;
    taken.add(id);
    const path = experiment.removed ? `.trash/${id}` : id;
    const directory = join(top, path);
    const uri = pathToFileURL(join(top, id)).href;
    if (dryRun) return { id, path, directory, uri };
    await mkdir(directory, { recursive: true });
    if (!existsSync(join(directory, 'meta.yaml')))
      await writeExact({
        root: directory,
        files: textFiles(filesOf(experiment, id, uri)),
        links: 'inside',
      });
    return { id, path, directory, uri };
  }
}

/** Whether the store has an experiment of that id that is another one: some stores count from 1. */
function isAnother(store: Store, id: string, experiment: Experiment): boolean {
  const name = id.length < UNIQUE ? textIn(metaOf(store, id), 'name') : undefined;
  return name !== undefined && ourName({ id, name }) !== experiment.name;
}

/** As MLflow had it; else 0 for the one that it calls so, and a number like those it makes. */
function mlflowIdOf({ id, name, tags }: Experiment): string {
  const kept = Object.hasOwn(tags, MLFLOW_EXPERIMENT_ID) ? (tags[MLFLOW_EXPERIMENT_ID] as string) : '';
  if (/^[a-zA-Z0-9][\w-]{0,63}$/.test(kept) && kept !== 'models') return kept;
  return name === DEFAULT_EXPERIMENT ? '0' : randomId(id);
}

/** 18 digits. */
function randomId(id: string): string {
  const hex = createHash('sha256').update(`mlflow experiment ${id}`).digest('hex').slice(0, 16);
  return String(10n ** 17n + (BigInt(`0x${hex}`) % (9n * 10n ** 17n)));
}

function filesOf(experiment: Experiment, id: string, uri: string): Map<string, string> {
  const { name, deleted, created, tags } = asMlflowExperiment(experiment, id);
  const meta = {
    artifact_location: uri,
    creation_time: created,
    experiment_id: id,
    last_update_time: created,
    lifecycle_stage: deleted ? 'deleted' : 'active',
    name,
  };
  const files = new Map([['meta.yaml', printMeta(meta)]]);
  for (const { key, file } of fileKeys(Object.keys(tags)))
    if (file !== undefined) files.set(`tags/${file}`, tags[key] as string);
  return files;
}
