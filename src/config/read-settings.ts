/**
 * Folds settings into one value. Of a single setting the highest layer's wins: command line, environment,
 * Git's configuration, `git-run.yaml`. Lists in Git's configuration replace those of the file; what is typed
 * on the command line is added to them.
 */
import { isAbsolute, posix } from 'node:path';
import { isTrue } from '../git/flag.ts';
import type { GitConfig } from '../git/repository.ts';
import { SettingsError } from '../run/errors.ts';
import { DEFAULT_EXPERIMENT, whyNotAName } from '../run/experiment.ts';
import { parseAge } from './age.ts';
import { chosenRemote } from './chosen-remote.ts';
import type { SettingOptions, Settings, WrittenSettings } from './settings.ts';
import { readSettingsFile, SETTINGS_FILE } from './settings-file.ts';
import { parseSize } from './size.ts';

export interface SettingsPlaces {
  readonly config: GitConfig;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The top of the work tree, absolute. */
  readonly workTree: string;
  /** From there to the working directory, as of `Place`. */
  readonly prefix: string;
  /** The branch HEAD is on. */
  readonly branch?: string | undefined;
  readonly options: SettingOptions;
}

const MIB = 2 ** 20;
const GIB = 2 ** 30;
const DAY = 86_400_000;

/** Parameter files that are read where they are there. */
const USUAL_PARAM_FILES = ['params.yaml', 'params.yml', 'params.json', 'params.toml'];

/** Reads all layers. Throws SettingsError, naming the place, for what cannot be used. */
export async function readSettings(places: SettingsPlaces): Promise<Settings> {
  return foldSettings(places, await readSettingsFile(places.workTree));
}

/** The fold itself, of a file that has been read. Throws SettingsError. */
export function foldSettings(places: SettingsPlaces, file: WrittenSettings): Settings {
  const { config, options } = places;
  const remote = chosenRemote(places);
  const list = (key: string, written: readonly string[] = []) =>
    config.all(`run.${key}`).length > 0 ? config.all(`run.${key}`) : written;
  const params = list('params', file.params);
  const typed = (paths: readonly string[] = []) => paths.map(path => fromTop(places, path));
  const limit = (name: string, variable: string, written: string | number | undefined, otherwise: number) =>
    sizeOf(candidates(places, name, variable, written), otherwise);
  return {
    experiment: experimentOf(places, file),
    ...(remote === undefined ? {} : { remote }),
    paramFiles:
      params.length > 0
        ? params.map(path => ({ path, declared: true }))
        : USUAL_PARAM_FILES.map(path => ({ path, declared: false })),
    metricFiles: list('metrics', file.metrics),
    outputs: unique([...list('outputs', file.outputs), ...typed(options.outputs)]),
    inputs: unique([...list('inputs', file.inputs), ...typed(options.inputs)]),
    worktreeLink: file.worktree?.link ?? [],
    environmentKeep: file.environment?.keep ?? [],
    sizeLimit: limit('sizeLimit', 'GIT_RUN_SIZE_LIMIT', file.limits?.source, 10 * MIB),
    inputLimit: limit('inputLimit', 'GIT_RUN_INPUT_LIMIT', file.limits?.input, GIB),
    logLimit: limit('logLimit', 'GIT_RUN_LOG_LIMIT', file.limits?.log, GIB),
    largeSize: limit('largeSize', 'GIT_RUN_LARGE_SIZE', file.large, 10 * MIB),
    trashAge: ageOf(candidates(places, 'trashAge', 'GIT_RUN_TRASH_AGE', file.trash), 90 * DAY),
    maintain: isTrue(config.get('run.maintain') ?? 'true') && Number(config.get('gc.auto') ?? 1) !== 0,
    foldAfter: foldAfterOf(config),
  };
}

/** A value and where it stands. */
interface Candidate<Value> {
  readonly place: string;
  readonly value: Value | undefined;
}

function candidates<Value>(
  { env, config }: SettingsPlaces,
  key: string,
  variable: string,
  written: Value | undefined,
): Candidate<Value | string>[] {
  return [
    // An empty variable is how a shell says that there is none.
    { place: variable, value: env[variable] || undefined },
    { place: `git config run.${key}`, value: config.get(`run.${key.toLowerCase()}`) },
    { place: SETTINGS_FILE, value: written },
  ];
}

function experimentOf(places: SettingsPlaces, file: WrittenSettings): string {
  const layers = [
    { place: '--experiment', value: places.options.experiment },
    ...candidates(places, 'experiment', 'GIT_RUN_EXPERIMENT', file.experiment),
  ];
  const found = layers.find(({ value }) => value !== undefined);
  const why = found?.value === undefined ? undefined : whyNotAName(found.value);
  if (found !== undefined && why !== undefined) throw new SettingsError(found.place, why);
  return found?.value ?? DEFAULT_EXPERIMENT;
}

function sizeOf(layers: readonly Candidate<string | number>[], otherwise: number): number {
  const found = layers.find(({ value }) => value !== undefined);
  if (found?.value === undefined) return otherwise;
  const size = parseSize(found.value);
  if (size === undefined) throw new SettingsError(found.place, `'${found.value}' is no size, such as 10 MiB`);
  return size;
}

function ageOf(layers: readonly Candidate<string | number>[], otherwise: number): number {
  const found = layers.find(({ value }) => value !== undefined);
  if (found?.value === undefined) return otherwise;
  const age = parseAge(found.value);
  if (age === undefined) throw new SettingsError(found.place, `'${found.value}' is no age, such as 90d`);
  return age;
}

function foldAfterOf(config: GitConfig): number {
  const value = config.get('run.foldafter') ?? '500';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new SettingsError('git config run.foldAfter', `'${value}' is no number of runs, such as 500, or 0`);
}

/** A path or pattern as typed in the working directory, from the top; absolute where it leads outside. */
function fromTop({ workTree, prefix }: SettingsPlaces, typed: string): string {
  const absolute = isAbsolute(typed) ? posix.normalize(typed) : posix.join(workTree, prefix, typed);
  const below = posix.relative(workTree, absolute);
  if (below === '..' || below.startsWith('../')) return absolute;
  return below === '' ? '.' : below;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
