/** Which Python a job runs on, as far as its words, the programs they name and its environment tell. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { CaptureContext } from '../capture.ts';
import { programOnPath } from './program-on-path.ts';

type Job = Pick<CaptureContext, 'argv' | 'env' | 'directory' | 'workTree'>;

/** `involved` without a path: there should be a Python, and it was not found. */
export type Interpreter =
  | { readonly involved: false }
  | { readonly involved: true; readonly path: string | undefined };

/** Finds the interpreter without starting anything. */
export function findInterpreter(job: Job): Interpreter {
  const path = ofProject(job) ?? named(job) ?? ofScript(job);
  if (path !== undefined) return { involved: true, path };
  const words = wordsOf(job.argv);
  const wanted =
    words.some(word => /\.(py|ipynb)$/.test(word)) || words.some(word => PYTHON.test(basename(word)));
  const active = job.env.VIRTUAL_ENV || job.env.CONDA_PREFIX;
  if (!wanted && !active && !runsInProject(job)) return { involved: false };
  return { involved: true, path: programOnPath('python3', job) ?? programOnPath('python', job) };
}

const PYTHON = /^(python|pypy)(\d+(\.\d+)*)?t?$/;

/** Programs that run a job in the environment of its project: `uv run train.py`. */
const RUNNERS = /^(uv|poetry|pdm|hatch|rye|pipenv)$/;

function runsInProject({ argv }: Job): boolean {
  return RUNNERS.test(basename(argv[0] ?? '')) && argv.includes('run');
}

/** The `.venv` of the nearest folder that has one, up to the top of the work tree. */
function ofProject(job: Job): string | undefined {
  if (!runsInProject(job)) return undefined;
  const chosen = job.env.UV_PROJECT_ENVIRONMENT;
  const places = [
    ...(chosen ? [resolve(job.workTree, chosen)] : []),
    ...foldersUp(job).map(up => join(up, '.venv')),
  ];
  return places.map(place => programOnPath(join(place, 'bin/python'), job)).find(path => path !== undefined);
}

/** From the working directory up to the top of the work tree. */
function foldersUp({ directory, workTree }: Job): string[] {
  const below = relative(workTree, directory);
  const depth = below === '' || below.startsWith('..') ? 0 : below.split('/').length;
  const folders = [directory];
  for (let level = 0; level < depth; level++) folders.push(dirname(folders.at(-1) ?? directory));
  return folders;
}

/** A word that names Python itself, also within a shell's text: `python3 train.py`, `env A=1 venv/bin/python`. */
function named(job: Job): string | undefined {
  for (const word of wordsOf(job.argv)) {
    // We start what we find: a path must be the program, or lie where interpreters lie.
    const trusted = !word.includes('/') || word === job.argv[0] || /\/bin\/[^/]+$/.test(word);
    const path = trusted && PYTHON.test(basename(word)) ? programOnPath(word, job) : undefined;
    if (path !== undefined) return path;
  }
  return undefined;
}

function wordsOf(argv: readonly string[]): string[] {
  return argv.flatMap(word => word.split(/[\s;&|()'"`]+/)).filter(Boolean);
}

/** The interpreter in the first line of the program's file: of `torchrun`, `pytest` or `./train.py`. */
function ofScript(job: Job): string | undefined {
  const program = programOnPath(job.argv[0] ?? '', job);
  const head = program === undefined ? '' : headOf(program);
  const words = (/^#!\s*(.+)/.exec(head)?.[1] ?? '').trim().split(/\s+/);
  // Where the path is long or has spaces, pip writes a shell script whose second line starts Python.
  const long = /^#!\/bin\/sh\n'''exec' "?([^"\n]+?)"? "\$0"/.exec(head)?.[1];
  const name = long ?? words.find(word => PYTHON.test(basename(word)));
  return name === undefined ? undefined : programOnPath(name, job);
}

function headOf(file: string): string {
  try {
    const handle = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(1024);
      return bytes.toString('utf8', 0, readSync(handle, bytes));
    } finally {
      closeSync(handle);
    }
  } catch {
    return '';
  }
}
