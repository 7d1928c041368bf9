/** `python_env.yaml`: the Python that a project asks for, and what is to be installed. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { yamlTree } from '../../capture/params/yaml-tree.ts';
import { plainOf } from './plain-tree.ts';
import { ProjectError } from './project-error.ts';

export interface PythonEnvironment {
  /** As it was written: `3.10.8`; any where absent. */
  readonly python?: string;
  /** Lines as of a requirements file, in the order of their groups. */
  readonly groups: readonly (readonly string[])[];
}

const lines = v.array(v.string('must be text, such as numpy==1.26.4'), 'must be a list of requirements');

const SCHEMA = v.object({
  python: v.exactOptional(v.string('must be a version, such as "3.11"')),
  build_dependencies: v.exactOptional(lines),
  dependencies: v.exactOptional(lines),
});

/** Reads the text of `file`. Throws ProjectError with the file and the key at fault. */
export async function parsePythonEnv(text: string, file: string): Promise<PythonEnvironment> {
  const tree = await yamlTree(text).catch((error: Error) => {
    throw new ProjectError(`${file}: not YAML: ${error.message}`);
  });
  const plain = plainOf(tree) ?? new Map();
  if (!(plain instanceof Map))
    throw new ProjectError(`${file}: it must be keys and values, such as python: "3.11"`);
  const checked = v.safeParse(SCHEMA, Object.fromEntries(plain), { abortEarly: true });
  if (!checked.success) {
    const [issue] = checked.issues;
    throw new ProjectError(
      `${file}: '${issue.path?.map(({ key }) => String(key)).join('.')}' ${issue.message}`,
    );
  }
  const { python, build_dependencies: first = [], dependencies: second = [] } = checked.output;
  return {
    ...(python === undefined ? {} : { python }),
    groups: [first, second].filter(group => group.length > 0),
  };
}

/** The words of a line for `pip install`, whose files are those of a directory. */
export function requirementWords(line: string, directory: string): string[] {
  const [, option, value] = /^(-{1,2}[\w-]+)(?:\s+|=)(.+)$/.exec(line.trim()) ?? [];
  if (option === undefined || value === undefined) return [line.trim()];
  return [option, NAMES_FILE.has(option) ? resolve(directory, value) : value];
}

const NAMES_FILE = new Set(['-r', '--requirement', '-c', '--constraint']);

/** Tells two environments apart: by what is asked for, and by the contents of the files that are named, also within those. */
export async function digestOf(
  environment: PythonEnvironment,
  directory: string,
  manager: string,
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([manager, environment]));
  const waiting = environment.groups.flat().map(line => ({ line, from: directory }));
  const seen = new Set<string>();
  for (const { line, from } of waiting) {
    const [option = '', file] = requirementWords(line, from);
    if (!NAMES_FILE.has(option) || file === undefined || seen.has(file)) continue;
    seen.add(file);
    const text = await readFile(file, 'utf8').catch(() => {
      throw new ProjectError(`the project asks for the requirements of ${line}, and there is no such file`);
    });
    hash.update(JSON.stringify(text));
    waiting.push(...text.split('\n').map(inner => ({ line: inner, from: dirname(file) })));
  }
  // What is installed from a path is another thing in each directory.
  const isLocal = environment.groups.flat().some(line => /^(?:-e\b|--editable\b|\.)/.test(line.trim()));
  if (isLocal) hash.update(join(directory));
  return hash.digest('hex').slice(0, 32);
}
