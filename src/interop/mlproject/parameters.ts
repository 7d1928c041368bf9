/** The parameters of a run of a project: what its entry point declares, and what was given. */
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Value } from './command-line.ts';
import type { Parameter } from './project.ts';
import { ProjectError } from './project-error.ts';

export interface Given {
  readonly declared: ReadonlyMap<string, Parameter>;
  /** `-P name=value`, as text. */
  readonly given: Readonly<Record<string, string>>;
}

export interface Places {
  /** Where paths that were given are relative to, absolute. */
  readonly caller: string;
  /** The project's directory, absolute: where its defaults are relative to, and the command runs. */
  readonly project: string;
  /** The top of the work tree the project is in, absolute. */
  readonly top: string;
  exists(path: string): boolean;
}

export interface Resolved {
  /** Those that the entry point declares. */
  readonly values: ReadonlyMap<string, Value>;
  /** Those that it does not, in the order they were given. */
  readonly extra: ReadonlyMap<string, Value>;
  /** All of them as they were written, for the record. */
  readonly written: Readonly<Record<string, string>>;
}

/** Finds the value of each parameter. Throws ProjectError where one is missing, or is not what its type says. */
export function resolveParameters({ declared, given }: Given, places: Places): Resolved {
  const missing = [...declared].filter(([key, it]) => it.default === undefined && !Object.hasOwn(given, key));
  if (missing.length > 0)
    throw new ProjectError(
      `No value given for missing parameters: ${missing.map(([key]) => `'${key}'`).join(', ')}`,
      `  give ${missing.length === 1 ? 'it' : 'each'} a value: ${missing.map(([key]) => `-P ${key}=VALUE`).join(' ')}`,
    );
  const values = new Map<string, Value>();
  const written: Record<string, string> = Object.create(null);
  for (const [key, { type, default: usual }] of declared) {
    const own = Object.hasOwn(given, key) ? given[key] : undefined;
    const text = own ?? (usual as string);
    values.set(key, typedValue({ key, type, text, isGiven: own !== undefined }, places));
    written[key] = text;
  }
  const extra = new Map(
    Object.entries(given)
      .filter(([key]) => !declared.has(key))
      .map(([key, text]) => [key, { text }] as const),
  );
  for (const [key, { text }] of extra) written[key] = text;
  return { values, extra, written };
}

interface Typed {
  readonly key: string;
  readonly type: string;
  readonly text: string;
  readonly isGiven: boolean;
}

function typedValue(typed: Typed, places: Places): Value {
  if (typed.type === 'path') return pathValue(typed, places);
  if (typed.type === 'uri' && !SCHEME.test(typed.text))
    throw new ProjectError(
      `the value of '${typed.key}' is no URI: ${typed.text}`,
      `  begin it with its scheme: -P ${typed.key}=file:///…, s3://…`,
    );
  return { text: typed.text };
}

const SCHEME = /^[a-z][a-z0-9+.-]*:./i;

/** A path within the work tree is named from where the command runs: there it is found when the run is repeated elsewhere. */
function pathValue({ key, text, isGiven }: Typed, places: Places): Value {
  const path = resolve(isGiven ? places.caller : places.project, localPath(key, text));
  if (!places.exists(path))
    throw new ProjectError(
      `Got value ${text} for parameter ${key}, but no such file or directory was found: ${path}`,
    );
  const isWithin = path === places.top || path.startsWith(join(places.top, sep));
  return isWithin ? { text: relative(places.project, path) || '.', fromDirectory: true } : { text: path };
}

function localPath(key: string, text: string): string {
  if (isAbsolute(text) || !/^[a-z][a-z0-9+.-]+:\/?\//i.test(text)) return text;
  if (/^file:/i.test(text) && URL.canParse(text)) {
    const url = new URL(text);
    if (url.host === '') return fileURLToPath(url);
  }
  throw new ProjectError(
    `the value of '${key}' is a path, and ${text} is not on this machine`,
    `  download it first, and name the file: -P ${key}=PATH`,
  );
}
