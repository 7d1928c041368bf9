/** Files that pin what a project needs, at the top of the work tree. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../run/json.ts';
import { type FileFacts, sha256 } from './file-facts.ts';

const LOCK_FILES: readonly RegExp[] = [
  /^(uv|poetry|pdm|pixi|renv|flake|Pipfile|Cargo|yarn|bun)\.lock$/,
  /^pylock(\..+)?\.toml$/,
  /^requirements.*\.txt$/,
  /^environment\.ya?ml$/,
  /^conda-lock\.ya?ml$/,
  /^package-lock\.json$|^npm-shrinkwrap\.json$|^pnpm-lock\.yaml$/,
  /^(Julia)?Manifest\.toml$/,
  /^(Docker|Container)file$/,
  /^\.python-version$|^\.tool-versions$|^runtime\.txt$/,
];

/** The sha256 of each lock file, by name. */
export function lockFiles(workTree: string, facts: FileFacts): JsonObject {
  const files: Record<string, string> = Object.create(null);
  let complete = true;
  for (const name of readdirSync(workTree)) {
    if (!LOCK_FILES.some(pattern => pattern.test(name))) continue;
    const digest = digestOf(join(workTree, name), facts);
    if (typeof digest === 'string') files[name] = digest;
    if (digest === undefined) complete = false;
  }
  return { files, complete };
}

/** Null for what is no file, undefined for what cannot be read. */
function digestOf(path: string, facts: FileFacts): string | null | undefined {
  try {
    return facts.of(path, 'sha256', sha256);
  } catch {
    return undefined;
  }
}
