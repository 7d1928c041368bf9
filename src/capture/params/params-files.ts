/** Parameters in files the job is about to read: `params.yaml` and what the settings name. */
import { resolve } from 'node:path';
import type { DeclaredPath } from '../../config/settings.ts';
import { flatten } from '../../run/flatten.ts';
import type { Param } from '../../run/param.ts';
import type { Problem } from '../../run/run.ts';
import type { CaptureSource, Findings } from '../capture.ts';
import { isTreeFile, readTree } from './tree-file.ts';

export const paramsFiles: CaptureSource = {
  name: 'params-files',
  async before({ workTree, settings }): Promise<Findings> {
    const params: Record<string, Param> = Object.create(null);
    const problems: Problem[] = [];
    for (const declared of settings.paramFiles) {
      const found = await paramsOf(workTree, declared);
      if ('code' in found) problems.push(found);
      else for (const [key, param] of found.params) params[key] = param;
    }
    return { params, problems };
  },
};

async function paramsOf(
  workTree: string,
  { path, declared }: DeclaredPath,
): Promise<{ params: [string, Param][] } | Problem> {
  const file = resolve(workTree, path);
  const reading = isTreeFile(file)
    ? await readTree(file)
    : { why: 'only YAML, JSON and TOML are understood' };
  if ('why' in reading) {
    const absent = 'missing' in reading;
    if (absent && !declared) return { params: [] };
    const place = 'line' in reading ? `${path}:${reading.line}` : path;
    return {
      code: absent ? 'missing-params-file' : 'malformed-params-file',
      message: `${place}: ${reading.why}, no params were read`,
    };
  }
  const { tree } = reading;
  if (!(tree instanceof Map)) {
    // An empty file is how a program with no settings writes them.
    if ('value' in tree && tree.value === null) return { params: [] };
    return {
      code: 'malformed-params-file',
      message: `${path}: it is no mapping of keys, no params were read`,
    };
  }
  try {
    const leaves = [...flatten(tree)];
    return { params: leaves.map(([key, leaf]) => [key, { ...leaf, origin: { kind: 'file', path, key } }]) };
  } catch (error) {
    return {
      code: 'malformed-params-file',
      message: `${path}: ${(error as Error).message}, no params were read`,
    };
  }
}
