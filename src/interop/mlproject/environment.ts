/** What a project is run in: the environment of now, or the one that it asks for, built by an environment manager. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  activated,
  buildWithConda,
  buildWithUv,
  buildWithVenv,
  type Environment,
  type Ground,
  programOf,
} from './build-environment.ts';
import { builtOnce } from './built-once.ts';
import { dockerShell } from './docker-command.ts';
import type { AskedEnvironment } from './project.ts';
import { ProjectError } from './project-error.ts';
import { digestOf, parsePythonEnv } from './python-env.ts';

export const ENVIRONMENT_MANAGERS = ['local', 'virtualenv', 'uv', 'conda', 'docker'] as const;
export type EnvironmentManager = (typeof ENVIRONMENT_MANAGERS)[number];

export interface Prepared {
  readonly env: Environment;
  /** The words before a shell's text, where it runs somewhere else. */
  readonly shell?: readonly string[];
}

export interface EnvironmentWish extends Ground {
  readonly asked: AskedEnvironment | undefined;
  readonly manager: EnvironmentManager;
  /** Where what is built is kept: it may be gone at any time. */
  readonly cache: string;
  /** Told what takes long before it begins. */
  onBuild(what: string): void;
}

/** The manager that builds what a project asks for, if that is not what it is run in. */
export function managerOf({ kind }: AskedEnvironment): EnvironmentManager {
  return kind === 'python_env' ? 'virtualenv' : kind === 'conda_env' ? 'conda' : 'docker';
}

/** Builds the environment, if it is not there. Throws ProjectError where a program is missing, or the building fails. */
export async function prepareEnvironment(wish: EnvironmentWish): Promise<Prepared> {
  const { asked, manager, env } = wish;
  if (manager === 'local') return { env };
  const isPython = manager === 'virtualenv' || manager === 'uv';
  if (isPython && (asked === undefined || asked.kind === 'python_env'))
    return { env: activated(env, await buildPython(wish, manager, asked?.file), 'VIRTUAL_ENV') };
  if (manager === 'conda' && asked?.kind === 'conda_env')
    return { env: activated(env, await buildConda(wish, asked.file), 'CONDA_PREFIX') };
  if (manager === 'docker' && asked?.kind === 'docker_env')
    return {
      env,
      shell: dockerShell(
        programOf(['docker', 'podman'], 'docker', 'https://docs.docker.com', wish),
        asked.docker,
      ),
    };
  throw new ProjectError(
    `the project asks for ${asked === undefined ? 'no environment' : `a ${asked.kind}`}: ${manager} has nothing to build`,
    `  --env-manager ${asked === undefined ? 'local' : managerOf(asked)}`,
  );
}

async function buildPython(
  wish: EnvironmentWish,
  manager: 'virtualenv' | 'uv',
  file: string | undefined,
): Promise<string> {
  const asked = file === undefined ? { groups: [] } : await parsePythonEnv(await textOf(wish, file), file);
  const digest = await digestOf(asked, wish.directory, manager);
  return builtOnce(homeOf(wish), digest, into => {
    wish.onBuild(file ?? 'a virtual environment');
    return manager === 'uv' ? buildWithUv(wish, asked, into) : buildWithVenv(wish, asked, into);
  });
}

async function buildConda(wish: EnvironmentWish, file: string): Promise<string> {
  const digest = createHash('sha256')
    .update('conda\0')
    .update(await textOf(wish, file))
    .digest('hex')
    .slice(0, 32);
  return builtOnce(homeOf(wish), digest, into => {
    wish.onBuild(file);
    return buildWithConda(wish, file, into);
  });
}

function textOf({ directory }: Ground, file: string): Promise<string> {
  return readFile(join(directory, file), 'utf8');
}

function homeOf({ cache }: EnvironmentWish): string {
  return join(cache, 'environments');
}
