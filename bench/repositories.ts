/** Repositories to measure in, each made by one stream for `git fast-import`, in seconds. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { importStream, parseAnswers } from '../src/git/native/import-stream.ts';
import { openRepository } from '../src/git/open.ts';
import type { NewCommit } from '../src/git/repository.ts';
import { defaultName } from '../src/run/name.ts';
import type { Run } from '../src/run/run.ts';
import { runRef } from '../src/run/run-ref.ts';
import { decodeRun } from '../src/store/decode.ts';
import { encodeRun, runMessage } from '../src/store/encode.ts';
import type { FoldedLine } from '../src/store/ledger/change-pages.ts';
import { printFolded } from '../src/store/ledger/folded-run.ts';
import { changeLedger } from '../src/store/ledger/own-ledger.ts';
import { runChanges } from '../src/store/save.ts';
import { sampleId, sampleRun } from '../test/support/run-rows.ts';
import { gitIn } from '../test/support/temporary-repository.ts';

export type Environment = Readonly<Record<string, string>>;

const AUTHOR = { name: 'Ada Author', email: 'ada@example.com' };
const MAIN = 'refs/heads/main';

/** A repository with so many small files, a hundred to a directory, all of them checked out and clean. */
export async function repositoryOfFiles(path: string, env: Environment, count: number): Promise<string> {
  gitIn('/', env, ['init', '-q', '-b', 'main', path]);
  gitIn(path, env, ['config', 'gc.auto', '0']);
  const changes = Array.from({ length: count }, (_, index) => ({
    path: fileAt(index),
    mode: '100644' as const,
    content: `# file ${index}\nprint(${index})\n`,
  }));
  await importAll(path, env, [
    { ref: MAIN, changes, author: AUTHOR, time: 1_700_000_000, message: 'files\n' },
  ]);
  gitIn(path, env, ['reset', '-q', '--hard']);
  // An index no younger than the files has Git read them all again, each time.
  gitIn(path, env, ['status']);
  return path;
}

/** Changes the first files of such a repository, so that `git status` names them. */
export function makeDirty(path: string, count: number): void {
  for (let index = 0; index < count; index++)
    writeFileSync(join(path, fileAt(index)), `print('${index}!')\n`);
}

function fileAt(index: number): string {
  return `package${Math.floor(index / 100)}/module${index}.py`;
}

/** A repository with so many runs of one source, an hour apart, their refs packed. */
export async function repositoryOfRuns(path: string, env: Environment, count: number): Promise<string> {
  await repositoryOfFiles(path, env, 10);
  await addRuns(path, env, -count, count);
  gitIn(path, env, ['pack-refs', '--all']);
  return path;
}

/** Adds runs of HEAD, an hour apart, the first so many hours after a day of long ago. */
export async function addRuns(path: string, env: Environment, first: number, count: number): Promise<void> {
  const source = sourceIn(path, env);
  const runs = Array.from({ length: count }, (_, index) =>
    commitOf(plausibleRun(first + index, source), source.commit),
  );
  await importAll(path, env, runs);
}

interface Source {
  readonly commit: string;
  readonly tree: string;
}

function sourceIn(path: string, env: Environment): Source {
  const [commit = '', tree = ''] = gitIn(path, env, ['rev-parse', 'HEAD', 'HEAD^{tree}']).split('\n');
  return { commit, tree };
}

/** The same with all runs folded into a ledger: none has a ref. */
export async function repositoryOfFoldedRuns(path: string, env: Environment, count: number): Promise<string> {
  await repositoryOfFiles(path, env, 10);
  const source = sourceIn(path, env);
  const runs = Array.from({ length: count }, (_, index) => plausibleRun(index - count, source));
  // On one ref, each in the place of the one before: a hundred thousand would take minutes to write and to delete.
  const commits = await importAll(
    path,
    env,
    runs.map(run => ({ ...commitOf(run, source.commit), ref: 'refs/bench/run' })),
  );
  const lines = runs.map((run, at): FoldedLine => {
    const commit = commits[at] as string;
    const read = decodeRun(Buffer.from(encodeRun(run)), 'run.json');
    const excerpt = printFolded({ run: read, commit, annotations: [], trashed: false, added: {} });
    return { id: run.id, commit, excerpt };
  });
  const repository = await openRepository(path, { ...env });
  const write = { repository, author: AUTHOR, now: Date.UTC(2026, 10, 2, 14) };
  await changeLedger(write, { message: 'fold', pages: { add: lines, retire: async () => {} } });
  await repository.close();
  gitIn(path, env, ['update-ref', '-d', 'refs/bench/run']);
  gitIn(path, env, ['pack-refs', '--all']);
  return path;
}

/** The same from bench to bench, but for its id: a run of some minutes, with a handful of params and metrics. */
function plausibleRun(hour: number, { commit, tree }: Source): Run {
  const started = Date.UTC(2026, 10, 2, 14) + hour * 3_600_000;
  const id = sampleId(started);
  const accuracy = 0.9 + (Math.abs(hour) % 97) / 1000;
  const metric = { last: accuracy, min: 0.1, max: accuracy, count: 100, step: 99 };
  return sampleRun({
    id,
    name: defaultName(id),
    started: new Date(started).toISOString(),
    ended: new Date(started + 754_321).toISOString(),
    metrics: { acc: metric, loss: { ...metric, last: 1 - accuracy }, val_acc: metric, epoch: metric },
    tags: { stage: 'dev' },
    source: { ...sampleRun().source, commit, tree, head: commit },
  });
}

function commitOf(run: Run, parent: string): NewCommit {
  const environment = { schema: 'git-run/environment@1', os: { id: 'debian', version: '12' } };
  return {
    ref: runRef(run.id),
    parent,
    base: 'empty',
    changes: runChanges({ run, environment, inputs: [], files: [] }),
    author: AUTHOR,
    time: Date.parse(run.ended) / 1000,
    message: runMessage(run),
  };
}

/** Makes commits; returns their ids. */
async function importAll(path: string, env: Environment, commits: readonly NewCommit[]): Promise<string[]> {
  mkdirSync(path, { recursive: true });
  const git = spawn('git', ['fast-import', '--quiet', '--date-format=raw'], {
    cwd: path,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const end = new Promise(resolve => git.once('error', resolve).once('close', resolve));
  const answers: Buffer[] = [];
  git.stdout.on('data', piece => answers.push(piece));
  await pipeline(Readable.from(inPieces(importStream(commits))), git.stdin);
  const status = await end;
  if (status !== 0) throw new Error(`git fast-import failed: ${status}`);
  return parseAnswers(Buffer.concat(answers).toString()).map(({ commit }) => commit);
}

/** Some hundred thousand writes of a few bytes take longer than the import. */
function* inPieces(parts: Iterable<string | Uint8Array>): Generator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for (const part of parts) {
    const bytes = Buffer.from(part as string);
    held.push(bytes);
    size += bytes.length;
    if (size < 1 << 20) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  yield Buffer.concat(held);
}
