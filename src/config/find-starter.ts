/** Proposes what to record of a project, from the names people give such files. */
import { readdir } from 'node:fs/promises';
import type { WorkTree } from '../git/repository.ts';
import type { StarterFindings } from './starter.ts';

const PARAMS = ['params', 'config', 'hparams', 'hyperparams'];
const METRICS = ['metrics', 'results', 'scores', 'history'];
const OUTPUTS = [
  'out',
  'output',
  'outputs',
  'models',
  'checkpoints',
  'results',
  'figures',
  'plots',
  'reports',
];
const DATA = ['data', 'dataset', 'datasets', 'inputs'];
const NEEDED = [...DATA, '.venv', 'venv', 'env', 'node_modules'];

/** Looks at the top of a work tree. Proposes only what is there, and as output or input nothing that Git tracks. */
export async function findStarter(
  workTree: string,
  git: Pick<WorkTree, 'ignored' | 'tracked'>,
): Promise<StarterFindings> {
  const entries = await readdir(workTree, { withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(({ name }) => name);
  // A link to a directory elsewhere is how large data is often there.
  const folders = entries.filter(entry => entry.isDirectory() || entry.isSymbolicLink());
  const names = folders.map(({ name }) => name);
  const untracked = await withoutTracked(names, git);
  const needed = NEEDED.filter(name => names.includes(name));
  const ignored = await git.ignored(needed);
  return {
    params: matching(files, PARAMS, ['yaml', 'yml', 'json', 'toml']),
    metrics: matching(files, METRICS, ['json', 'csv', 'jsonl']),
    outputs: OUTPUTS.filter(name => untracked.includes(name)).map(name => `${name}/**`),
    inputs: DATA.filter(name => untracked.includes(name)),
    link: needed.filter(name => ignored.has(name)),
  };
}

function matching(files: readonly string[], stems: readonly string[], endings: readonly string[]): string[] {
  return stems
    .flatMap(stem => endings.map(ending => `${stem}.${ending}`))
    .filter(name => files.includes(name));
}

/** The folders in which Git tracks nothing: `models/` may hold weights, or code. */
async function withoutTracked(
  names: readonly string[],
  git: Pick<WorkTree, 'tracked'>,
): Promise<readonly string[]> {
  const candidates = names.filter(name => OUTPUTS.includes(name) || DATA.includes(name));
  const tracked = new Set([...(await git.tracked(candidates))].map(path => path.split('/')[0]));
  return candidates.filter(name => !tracked.has(name));
}
