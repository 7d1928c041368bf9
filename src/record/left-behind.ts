/**
 * New files that a job left in the work tree. One that is a copy of an artifact is kept: a program that logs what it
 * has written (`mlflow.log_artifact`) hands over its content, not its path. It is an output, and in no source of later.
 */
import { lstat } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { digest, onDisk } from '../capture/file-digest.ts';
import { newFiles } from '../capture/files/new-files.ts';
import type { Repository } from '../git/repository.ts';
import type { Run } from '../run/run.ts';
import type { Finished } from './finish.ts';
import { rememberOutputs } from './outputs.ts';

export interface LeftBehind {
  readonly run: Pick<Run, 'source'>;
  readonly kept: Finished['kept'];
  readonly artifacts: Finished['artifacts'];
  /** The top of the work tree. */
  readonly top: string;
  /** ms since 1970, as of `newFiles`. */
  readonly since: number;
  /** Where outputs are remembered. */
  readonly cache: string;
}

/** Paths of the new files that nobody keeps, from the top of the work tree. */
export async function leftBehind(
  { worktree, objects }: Pick<Repository, 'worktree' | 'objects'>,
  { run, kept, artifacts, top, since, cache }: LeftBehind,
): Promise<string[]> {
  const paths = new Set(kept.map(({ file }) => relative(top, file)));
  const fresh = await newFiles({ worktree, top, since, kept: paths });
  if (fresh.length === 0 || artifacts.length === 0) return fresh;
  const copies = await copiesOf(artifacts, top, fresh);
  await rememberOutputs(cache, await notIn(objects, run.source, copies));
  return fresh.filter(path => !copies.includes(path));
}

/** Those with the name and the content of an artifact. A file is read where there is one of its name and size. */
async function copiesOf(
  artifacts: LeftBehind['artifacts'],
  top: string,
  paths: readonly string[],
): Promise<string[]> {
  const key = (path: string, fact: string | number) => `${basename(path)}/${fact}`;
  const sizes = new Set(artifacts.map(({ path, size }) => key(path, size)));
  const contents = new Set(artifacts.map(({ path, sha256 }) => key(path, sha256)));
  const copies: string[] = [];
  for (const path of paths) {
    const file = onDisk(top, path);
    const { size } = await lstat(file);
    if (sizes.has(key(path, size)) && contents.has(key(path, (await digest(file)).sha256))) copies.push(path);
  }
  return copies;
}

/** What the job ran with is no output, though it was written meanwhile, and logged: the script itself, saved again. */
async function notIn(
  objects: Pick<Repository['objects'], 'heads'>,
  source: Run['source'],
  paths: readonly string[],
): Promise<string[]> {
  if (source === undefined) return [];
  const plain = paths.filter(path => !path.includes('\n'));
  const there = await objects.heads(plain.map(path => `${source.commit}:${path}`));
  return plain.filter((_, index) => there[index] === undefined);
}
