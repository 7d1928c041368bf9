/** The environments that a project asks for, built by the programs that can. */
import { delimiter, join, resolve } from 'node:path';
import { collect } from '../../process/collect.ts';
import { findProgram } from '../../process/find-program.ts';
import { ProjectError } from './project-error.ts';
import { type PythonEnvironment, requirementWords } from './python-env.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Ground {
  /** The project's, absolute. */
  readonly directory: string;
  readonly env: Environment;
}

/** Builds a virtual environment of Python with `uv`, which brings the version that is asked for. */
export async function buildWithUv(ground: Ground, asked: PythonEnvironment, into: string): Promise<void> {
  const uv = programOf(['uv'], 'uv', 'https://docs.astral.sh/uv', ground);
  await build(ground, uv, [
    'venv',
    '--quiet',
    ...(asked.python === undefined ? [] : ['--python', asked.python]),
    into,
  ]);
  const install = ['pip', 'install', '--quiet', '--python', join(into, 'bin', 'python')];
  for (const group of asked.groups) await build(ground, uv, [...install, ...wordsOf(group, ground)]);
}

/** Builds a virtual environment with the `venv` of the Python that is here, if it is the one that is asked for. */
export async function buildWithVenv(ground: Ground, asked: PythonEnvironment, into: string): Promise<void> {
  const python = await pythonOf(ground, asked.python);
  await build(ground, python, ['-m', 'venv', into]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  for (const group of asked.groups)
    await build(ground, join(into, 'bin', 'python'), [...install, ...wordsOf(group, ground)]);
}

/** Builds an environment of conda from its file. */
export async function buildWithConda(ground: Ground, file: string, into: string): Promise<void> {
  const where = 'https://conda-forge.org/download';
  const conda = programOf(['mamba', 'conda', 'micromamba'], 'conda', where, ground);
  const create = /micromamba$/.test(conda) ? ['create', '--yes'] : ['env', 'create'];
  await build(ground, conda, [
    ...create,
    '--quiet',
    '--prefix',
    into,
    '--file',
    resolve(ground.directory, file),
  ]);
}

/** The variables with which the programs of an environment are found first. */
export function activated(
  env: Environment,
  directory: string,
  variable: 'VIRTUAL_ENV' | 'CONDA_PREFIX',
): Environment {
  const { PYTHONHOME: _, ...rest } = env;
  const path = env.PATH === undefined ? [] : [env.PATH];
  return { ...rest, [variable]: directory, PATH: [join(directory, 'bin'), ...path].join(delimiter) };
}

/** The first of some programs that is here. Throws ProjectError with where to get it. */
export function programOf(names: readonly string[], manager: string, where: string, ground: Ground): string {
  for (const name of names) {
    try {
      return resolve(ground.directory, findProgram(name, ground.directory, ground.env));
    } catch {
      // The next one.
    }
  }
  throw new ProjectError(
    `--env-manager ${manager} needs the program ${names.join(' or ')}, which is not on PATH`,
    `  install it: ${where}`,
    '  or run the project in the environment of now: --env-manager local',
  );
}

/** Major and minor version decide: a patch is one. */
async function pythonOf(ground: Ground, wish: string | undefined): Promise<string> {
  const short = wish?.split('.').slice(0, 2).join('.') ?? '';
  const names = [...(/^\d+\.\d+$/.test(short) ? [`python${short}`] : []), 'python3', 'python'];
  const python = programOf(names, 'virtualenv', 'https://www.python.org/downloads', ground);
  const script = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
  const version = (await build(ground, python, ['-c', script])).trim();
  if (`${version}.`.startsWith(short === '' ? '' : `${short}.`)) return python;
  throw new ProjectError(
    `the project asks for Python ${wish}, and here is ${version}`,
    '  --env-manager uv brings it, --env-manager local runs with the one that is here',
  );
}

function wordsOf(group: readonly string[], { directory }: Ground): string[] {
  return group.flatMap(line => requirementWords(line, directory));
}

async function build({ directory, env }: Ground, program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await collect(program, args, { cwd: directory, env });
  if (code === 0) return stdout.toString();
  const last = stderr.trim().split('\n').slice(-5);
  throw new ProjectError(
    `the environment of the project could not be built: ${program} ${args.slice(0, 3).join(' ')} ended with ${code}`,
    ...last.map(line => `  ${line}`),
  );
}
