/**
 * Whether a job from which nothing was heard has logged with mlflow elsewhere: by the stores that mlflow has changed
 * beside it, and by its own words. A job that does not use mlflow shows no such sign.
 */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Problem } from '../../run/run.ts';
import { quoteWord } from '../../view/shell-quote.ts';
import { scriptOf } from './script-of.ts';

export interface WatchedJob {
  /** Where it runs: absolute. */
  readonly directory: string;
  readonly argv: readonly string[];
  /** The top of the user's work tree. */
  readonly top: string;
}

/** Looks at what there is before a job; what it returns tells afterwards what has come to be elsewhere. */
export function watchElsewhere(job: WatchedJob): () => Problem[] {
  const before = storesBy(job);
  return () => {
    const store = [...storesBy(job)].find(([path, now]) => {
      const known = before.get(path);
      return now.some(part => known?.includes(part) !== true);
    });
    const message = store === undefined ? whereItSays(job) : wentTo(store[0], job);
    return message === undefined ? [] : [{ code: 'mlflow-elsewhere', message }];
  };
}

/** Where mlflow puts a store if it is told no better place, before MLflow 3.7 and since: a directory and a database. */
const STORES = ['mlruns', 'mlflow.db'];

/** What a look at each store shows, a text for each part of it that writing to it changes. */
function storesBy({ directory, top }: WatchedJob): Map<string, readonly string[]> {
  const paths = new Set([directory, top].flatMap(place => STORES.map(name => join(place, name))));
  return new Map([...paths].map(path => [path, partsOf(path)]));
}

/** A new run changes the directory of its experiment, and a new experiment is one. What cannot be read tells nothing. */
function partsOf(path: string): string[] {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return stat === undefined ? [] : [`${stat.size} ${stat.mtimeMs}`];
    return readdirSync(path).map(name => {
      const found = statSync(join(path, name), { throwIfNoEntry: false });
      return `${name} ${found?.mtimeMs}`;
    });
  } catch {
    return [];
  }
}

function wentTo(store: string, { directory, top }: WatchedJob): string {
  const path = relative(directory, store);
  const what = `the job logged with mlflow into ${path}, not into this run`;
  if (!store.endsWith('mlruns')) return `${what}: without set_tracking_uri it logs here`;
  // A worktree of the job's own is about to go.
  const isKept = !relative(top, store).startsWith('..');
  return isKept ? `${what}: git run import mlruns ${quoteWord(path)}` : what;
}

/** `set_tracking_uri(` that is no comment. */
const SETS = /^[^#\n]*\bset_tracking_uri\s*\(/m;

function whereItSays({ directory, argv }: WatchedJob): string | undefined {
  const script = argv.includes('-m') ? `${scriptOf(argv).replaceAll('.', '/')}.py` : scriptOf(argv);
  const says = [
    ['the command', argv.join('\n')],
    [script, beginningOf(resolve(directory, script))],
  ].find(([, text = '']) => SETS.test(text));
  return says && `${says[0]} sets the tracking URI of mlflow: what it logs goes there, not into this run`;
}

/** Who reads from a pipe would wait for its writer. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Bytes: nobody writes so long a script by hand. */
const LONGEST = 1 << 18;

/** The text of a script of Python's; empty where there is none. */
function beginningOf(path: string): string {
  if (!path.endsWith('.py') || !isFile(path)) return '';
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const bytes = Buffer.alloc(LONGEST);
    return bytes.toString('utf8', 0, readSync(file, bytes));
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
