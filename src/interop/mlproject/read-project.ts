/** The project that a directory is. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseProject } from './parse-project.ts';
import type { AskedEnvironment, Project } from './project.ts';
import { ProjectError } from './project-error.ts';

const NAME = 'mlproject';
/** More than anybody writes. */
const MOST_BYTES = 1 << 20;

/** The name of the project file of a directory, be it written in capitals or not; undefined where there is none. */
export async function findProjectFile(directory: string): Promise<string | undefined> {
  const names = (await readdir(directory)).filter(name => name.toLowerCase() === NAME).sort();
  return names.find(name => name === 'MLproject') ?? names[0];
}

/**
 * Reads the project of a directory; where it has no project file, one with no entry point. Throws ProjectError where
 * the file is no project's, or names another one that is not there.
 */
export async function readProject(directory: string): Promise<Project> {
  const name = await findProjectFile(directory);
  const project: Project =
    name === undefined ? { entryPoints: new Map() } : await readProjectFile(directory, name);
  const environment = project.environment ?? (await usualEnvironment(directory));
  if (environment === undefined) return project;
  if ('file' in environment && !(await isThere(join(directory, environment.file))))
    throw new ProjectError(
      `${name ?? directory}: '${environment.kind}' names ${environment.file}, which is not there`,
      `  write that file, or take ${environment.kind} out`,
    );
  return { ...project, environment };
}

async function readProjectFile(directory: string, name: string): Promise<Project> {
  const file = join(directory, name);
  const found = await stat(file);
  if (!found.isFile()) throw new ProjectError(`${name} is no regular file`);
  if (found.size > MOST_BYTES) throw new ProjectError(`${name} is not read: it is larger than 1 MiB`);
  return parseProject(await readFile(file, 'utf8'), name);
}

/** What is meant where the project file names none. */
async function usualEnvironment(directory: string): Promise<AskedEnvironment | undefined> {
  if (await isThere(join(directory, 'python_env.yaml')))
    return { kind: 'python_env', file: 'python_env.yaml' };
  if (await isThere(join(directory, 'conda.yaml'))) return { kind: 'conda_env', file: 'conda.yaml' };
  return undefined;
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    found => found.isFile(),
    () => false,
  );
}
