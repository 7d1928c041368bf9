/**
 * The Python of a job and its packages. Asking takes a quarter of a second, so the answer is kept, for as long
 * as the interpreter's file and the folders it finds packages in are what they were: no program is started then.
 */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { JsonObject } from '../../run/json.ts';
import type { CaptureContext, Findings } from '../capture.ts';
import { readCache, writeCache } from './cache-file.ts';
import { sha256 } from './file-facts.ts';
import { findInterpreter } from './python-interpreter.ts';
import { type ProbedPython, probePython } from './python-probe.ts';

/** What the cache holds of one interpreter. */
interface Kept {
  readonly python: JsonObject;
  readonly places: readonly { readonly path: string; readonly stamp: string }[];
}

/** Finds nothing where the job has no Python; an interpreter that does not answer is a problem, never an error. */
export async function pythonPackages(context: CaptureContext): Promise<Findings> {
  const interpreter = findInterpreter(context);
  if (!interpreter.involved) return {};
  if (interpreter.path === undefined) return { environment: { python: { complete: false } } };
  const { path } = interpreter;
  try {
    const file = join(context.cache, 'environment', `${fingerprint(path, context)}.json`);
    const python = kept(file) ?? (await asked(path, context, file));
    return { environment: { python: { ...python, conda: condaPackages(python.prefix) } } };
  } catch (error) {
    const message = `${path} did not tell about its packages: ${error instanceof Error ? error.message : error}`;
    return {
      environment: { python: { executable: path, complete: false } },
      problems: [{ code: 'python-unreadable', message }],
    };
  }
}

/** Variables that change where Python, or the real one behind a wrapper, looks. */
const VARIABLES = [
  ...['PYTHONPATH', 'PYTHONHOME', 'PYTHONNOUSERSITE', 'PYTHONUSERBASE', 'HOME', 'CONDA_PREFIX'],
  ...['PYENV_VERSION', 'PYENV_ROOT', 'ASDF_PYTHON_VERSION', 'MISE_PYTHON_VERSION'],
];

/** By these files pyenv, asdf and mise choose the Python behind their wrappers. */
const CHOICES = ['.python-version', '.tool-versions', 'mise.toml', '.mise.toml', 'pyvenv.cfg'];

/** A name for an interpreter as a job calls it: the same name leads to the same Python and the same folders. */
function fingerprint(path: string, { env, directory }: CaptureContext): string {
  const real = realpathSync(path);
  const home = env.HOME ?? '';
  const choices = [dirname(dirname(path)), home, ...upward(directory)].flatMap(folder =>
    CHOICES.map(name => join(folder, name)),
  );
  choices.push(join(env.PYENV_ROOT ?? join(home, '.pyenv'), 'version'));
  const variables = VARIABLES.map(name => env[name] ?? null);
  // A relative PYTHONPATH means another folder elsewhere.
  const where = /(^|:)[^/:]/.test(env.PYTHONPATH ?? '') ? directory : null;
  const parts = [1, path, real, stampOfFile(real), choices.map(stampOfFile), variables, where];
  return sha256(JSON.stringify(parts)).slice(0, 40);
}

function upward(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upward(above)];
}

function kept(file: string): JsonObject | undefined {
  const entry = readCache(file) as Kept | undefined;
  if (!Array.isArray(entry?.places) || typeof entry.python?.version !== 'string') return undefined;
  return entry.places.every(({ path, stamp }) => stampOfPlace(path) === stamp) ? entry.python : undefined;
}

async function asked(path: string, context: CaptureContext, file: string): Promise<JsonObject> {
  const start = Date.now();
  const probed = await probePython(path, context);
  // What was installed while the probe looked may be missing from its answer.
  if (!changedSince(probed, start)) {
    const places = probed.places.map(place => ({ path: place, stamp: stampOfPlace(place) }));
    writeCache(file, { python: probed.python, places } satisfies Kept);
  }
  return probed.python;
}

function changedSince({ places }: ProbedPython, start: number): boolean {
  return places.some(path => distributionsIn(path).length > 0 && statSync(path).mtimeMs >= start);
}

/**
 * What packages a folder holds: its names tell, and its time where one was replaced by another of the same
 * name. The time of a folder with no packages is that of somebody's working directory.
 */
function stampOfPlace(path: string): string {
  const names = distributionsIn(path);
  if (names.length === 0) return path.endsWith('.zip') || path.endsWith('.egg') ? stampOfFile(path) : '';
  return sha256(`${statSync(path).mtimeMs} ${names.join(' ')}`);
}

function distributionsIn(path: string): string[] {
  try {
    return readdirSync(path)
      .filter(name => /\.(dist-info|egg-info|egg-link|egg|pth)$/.test(name))
      .sort();
  } catch {
    return [];
  }
}

function stampOfFile(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.size} ${stat.mtimeMs}`;
}

/** Conda's packages (`mkl-2023.1.0-h213fc3f_46344`) are more than Python's: the numeric libraries themselves. */
function condaPackages(prefix: JsonObject[string] | undefined): readonly string[] | null {
  try {
    const files = readdirSync(join(String(prefix), 'conda-meta'));
    return files
      .filter(name => name.endsWith('.json'))
      .map(name => basename(name, '.json'))
      .sort();
  } catch {
    return null;
  }
}
