/** What `environment.json` says, flat: facts by dotted keys, and packages by name. It may be of another version, or a stranger's. */
import type { Leaf } from '../run/flatten.ts';
import { canonical, type Json, type JsonObject } from '../run/json.ts';

export interface EnvironmentFacts {
  readonly facts: ReadonlyMap<string, Leaf>;
  /** The version by the name, with the manager where it is not the language's own: `conda:mkl`. */
  readonly packages: ReadonlyMap<string, Leaf>;
}

/** More levels than any environment has. */
const DEEPEST = 20;

/** Flattens an environment. How well it could be read (`complete`), and in which form it is kept, is no fact of it. */
export function environmentFacts(environment: JsonObject): EnvironmentFacts {
  const facts = new Map<string, Leaf>();
  const packages = new Map<string, Leaf>();
  visitMap(environment, '', 0);
  return { facts, packages };

  function visit(value: Json, key: string, level: number): void {
    if (Array.isArray(value) && value.length > 0 && value.every(isPackage)) addPackages(value);
    else if (key === 'python.conda' && Array.isArray(value)) addConda(value);
    else if (Array.isArray(value) && value.some(isMap))
      for (const [index, item] of value.entries()) visit(item, `${key}.${index}`, level + 1);
    else if (isMap(value)) visitMap(value, `${key}.`, level);
    else
      facts.set(key, Array.isArray(value) ? { value: canonical(value) } : { value: value as Leaf['value'] });
  }

  function visitMap(map: JsonObject, prefix: string, level: number): void {
    if (level > DEEPEST) return;
    for (const [key, value] of Object.entries(map)) {
      if (key !== 'complete' && !(prefix === '' && key === 'schema')) visit(value, prefix + key, level + 1);
    }
  }

  function addPackages(list: readonly Package[]): void {
    for (const { name, version, direct_url: from } of list) {
      const url = isMap(from) ? ` ${canonical(from)}` : '';
      packages.set(name, { value: `${typeof version === 'string' ? version : '?'}${url}` });
    }
  }

  /** `mkl-2023.1.0-h213fc3f_46344`: what stands behind the name is version and build. */
  function addConda(list: readonly Json[]): void {
    for (const item of list) {
      const [, name, version] = /^(.+?)-([^-]+-[^-]+)$/.exec(String(item)) ?? [];
      packages.set(`conda:${name ?? item}`, { value: version ?? '' });
    }
  }
}

type Package = JsonObject & { readonly name: string };

function isPackage(value: Json): value is Package {
  return isMap(value) && typeof value.name === 'string' && 'version' in value;
}

function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
