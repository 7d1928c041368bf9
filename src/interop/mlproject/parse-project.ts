/** The text of an `MLproject` file → the project it declares. What it does not know it passes over, as MLflow does. */
import * as v from 'valibot';
import { yamlTree } from '../../capture/params/yaml-tree.ts';
import { plainOf } from './plain-tree.ts';
import type { AskedEnvironment, DockerEnvironment, EntryPoint, Parameter, Project } from './project.ts';
import { ProjectError } from './project-error.ts';

/** Reads the text of `file`. Throws ProjectError with the file, the key at fault and what belongs there. */
export async function parseProject(text: string, file: string): Promise<Project> {
  const tree = await yamlTree(text).catch((error: Error & { line?: number }) => {
    const place = error.line === undefined ? file : `${file}:${error.line}`;
    throw new ProjectError(`${place}: not YAML: ${error.message.split('\n', 1)[0]}`);
  });
  const plain = plainOf(tree);
  if (plain === undefined) return { entryPoints: new Map() };
  const checked = v.safeParse(PROJECT, plain, { abortEarly: true });
  if (checked.success) return projectOf(checked.output, file);
  const [issue] = checked.issues;
  const key = keyPath(issue.path ?? []);
  throw new ProjectError(`${file}: ${key === '' ? 'it' : `'${key}'`} ${issue.message}`);
}

const text = v.string('must be text');

/** Keys and values in the order they stand; none of the names is one of JavaScript's own. */
const entries = <Value extends v.GenericSchema>(value: Value, message: string) =>
  v.pipe(
    v.map(v.string(), value, message),
    v.transform(map => map as ReadonlyMap<string, v.InferOutput<Value>>),
  );

/** A map of which some keys are known. */
const known = <Entries extends v.ObjectEntries>(shape: Entries, message: string) =>
  v.pipe(
    v.instance(Map, message),
    v.transform((map): unknown => Object.fromEntries(map)),
    v.object(shape),
  );

const PARAMETER = v.union(
  [
    v.pipe(
      v.string(),
      v.transform((type): Parameter => ({ type })),
    ),
    v.pipe(
      known({ type: v.exactOptional(text), default: v.exactOptional(text) }, ''),
      v.transform(
        ({ type = 'string', default: value }): Parameter => ({
          type,
          ...(value === undefined ? {} : { default: value }),
        }),
      ),
    ),
  ],
  "must be a type, such as 'float', or {type: float, default: 0.1}",
);

const ENTRY_POINT = v.pipe(
  known(
    {
      parameters: v.exactOptional(entries(PARAMETER, 'must be names and types')),
      command: v.exactOptional(text),
    },
    'must have a command',
  ),
  v.check(({ command }) => command !== undefined, "must have a command, such as command: 'python train.py'"),
  v.transform(({ parameters = new Map(), command = '' }): EntryPoint => ({ parameters, command })),
);

const VARIABLE = v.union(
  [
    v.pipe(
      v.string(),
      v.transform(name => ({ name })),
    ),
    v.pipe(
      v.tuple([v.string(), v.string()]),
      v.transform(([name, value]) => ({ name, value })),
    ),
  ],
  "must be a variable's name, or [name, value]",
);

const DOCKER = v.pipe(
  known(
    {
      image: v.exactOptional(text),
      volumes: v.exactOptional(v.array(text, 'must be a list such as ["/here:/there"]')),
      environment: v.exactOptional(v.array(VARIABLE, 'must be a list such as [["NAME", "value"], "COPIED"]')),
    },
    'must be keys and values, such as image: python:3.11',
  ),
  v.check(({ image }) => image !== undefined, 'must name an image, such as image: python:3.11'),
  v.transform(
    ({ image = '', volumes = [], environment = [] }): DockerEnvironment => ({
      image,
      volumes,
      variables: environment,
    }),
  ),
);

const PROJECT = known(
  {
    name: v.exactOptional(text),
    python_env: v.exactOptional(v.string('must be the path of a file')),
    conda_env: v.exactOptional(v.string('must be the path of a file')),
    docker_env: v.exactOptional(DOCKER),
    entry_points: v.exactOptional(entries(ENTRY_POINT, 'must be names, each with a command')),
  },
  'must be keys and values, such as name: digits',
);

function projectOf(written: v.InferOutput<typeof PROJECT>, file: string): Project {
  const asked: AskedEnvironment[] = [
    ...(written.python_env === undefined ? [] : [{ kind: 'python_env', file: written.python_env } as const]),
    ...(written.conda_env === undefined ? [] : [{ kind: 'conda_env', file: written.conda_env } as const]),
    ...(written.docker_env === undefined
      ? []
      : [{ kind: 'docker_env', docker: written.docker_env } as const]),
  ];
  const [environment, second] = asked;
  if (environment !== undefined && second !== undefined)
    throw new ProjectError(
      `${file}: Project cannot contain multiple environment fields: ${environment.kind} and ${second.kind}`,
      `  take one of them out of ${file}`,
    );
  return {
    ...(written.name === undefined ? {} : { name: written.name }),
    ...(environment === undefined ? {} : { environment }),
    entryPoints: written.entry_points ?? new Map(),
  };
}

function keyPath(path: readonly { readonly key?: unknown }[]): string {
  return path.map(({ key }) => String(key)).join('.');
}
