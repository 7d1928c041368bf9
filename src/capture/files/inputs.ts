/** Inputs: files the job reads that are no part of its source, known by their digest. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Input, Problem } from '../../run/run.ts';
import type { CaptureContext, CaptureSource, Findings } from '../capture.ts';
import { fewProblems, whyUnreadable } from '../problems.ts';
import { argvInputs } from './argv-inputs.ts';
import { findFiles, onDisk, pathFrom } from './glob.ts';
import { type HashCache, openHashCache } from './hash-cache.ts';

export const inputs: CaptureSource = {
  name: 'inputs',
  async before(context): Promise<Findings> {
    const problems: Problem[] = [];
    const files = new Map<string, NamedFile>();
    for await (const file of namedFiles(context, problems))
      if (!files.has(file.path)) files.set(file.path, file);
    const hashes = openHashCache(context.cache);
    const found = await inOrder([...files.values()], file =>
      inputOf(file, context.settings.inputLimit, hashes),
    );
    await hashes.save();
    return {
      inputs: found.filter(one => 'path' in one).sort((a, b) => (a.path < b.path ? -1 : 1)),
      problems: fewProblems([...problems, ...found.filter(one => 'code' in one)]),
    };
  },
};

/** Files of one directory or pattern that are digested, at most. */
const MOST_FILES = 10_000;
/** Directory entries that are looked at for them, at most. */
const MOST_ENTRIES = 200_000;

interface NamedFile {
  readonly path: string;
  readonly file: string;
  readonly declared: Input['declared'];
}

async function* namedFiles(context: CaptureContext, problems: Problem[]): AsyncGenerator<NamedFile> {
  const { workTree, settings } = context;
  const withheld = settings.inputs.filter(pattern => pattern.startsWith('!'));
  for (const pattern of settings.inputs.filter(pattern => !pattern.startsWith('!'))) {
    const found = await filesOf(workTree, [pattern, ...withheld], problems);
    if (found.length === 0 && !(await exists(resolve(workTree, pattern)))) {
      problems.push({ code: 'missing-input', message: `the input ${pattern} is not there` });
    }
    for (const file of found) yield { ...file, declared: 'config' };
  }
  for (const { path, isDirectory } of await argvInputs(context)) {
    const found = isDirectory
      ? await filesOf(workTree, [path], problems)
      : [{ path: pathFrom(workTree, path), file: path }];
    for (const file of found) yield { ...file, declared: 'argv' };
  }
}

/** All files a pattern names; none, and a problem, where they are too many. */
async function filesOf(workTree: string, patterns: readonly string[], problems: Problem[]) {
  const files: { path: string; file: string }[] = [];
  let full = false;
  const walk = { most: MOST_ENTRIES, exceeded: () => (full = true) };
  for await (const file of findFiles(workTree, patterns, walk)) {
    files.push(file);
    full ||= files.length > MOST_FILES;
    if (full) break;
  }
  if (!full) return files;
  const message = `the input ${pathFrom(workTree, resolve(workTree, patterns[0] as string))} has more than ${MOST_FILES} files, none was recorded`;
  problems.push({ code: 'too-many-inputs', message });
  return [];
}

async function inputOf(
  { path, file, declared }: NamedFile,
  limit: number,
  hashes: HashCache,
): Promise<Input | Problem> {
  try {
    const found = await stat(onDisk(file));
    if (!found.isFile()) return { code: 'unreadable-input', message: `the input ${path} is no regular file` };
    const { size } = found;
    return size > limit
      ? { path, size, method: 'stat', modified: found.mtime.toISOString(), declared }
      : { path, size, sha256: await hashes.sha256(file), method: 'sha256', declared };
  } catch (error) {
    return {
      code: 'unreadable-input',
      message: `the input ${path} could not be read: ${whyUnreadable(error)}`,
    };
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(onDisk(file)).catch(() => undefined)) !== undefined;
}

/** Some at a time: reading small files one by one waits more than it reads. */
async function inOrder<From, To>(items: readonly From[], make: (item: From) => Promise<To>): Promise<To[]> {
  const made: To[] = [];
  for (let at = 0; at < items.length; at += 8)
    made.push(...(await Promise.all(items.slice(at, at + 8).map(make))));
  return made;
}
