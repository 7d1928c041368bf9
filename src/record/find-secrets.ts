/**
 * Looks for secrets in what a run would share and nobody may change: the files that are new in its source, and its
 * log. They are marked, and stay: `push` refuses the run until each is allowed, or the run is purged.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Objects } from '../git/repository.ts';
import type { Problem, SecretMark } from '../run/run.ts';
import type { Source } from '../run/source.ts';
import { logExcerpts } from '../secrets/log-excerpts.ts';
import { type Finding, scan } from '../secrets/scan.ts';
import { changedFiles } from '../store/changed-files.ts';

export interface SearchedRun {
  readonly objects: Pick<Objects, 'read' | 'stream'>;
  readonly source: Source;
  /** HEAD is a source commit, that of another run or a snapshot: what is new in it is so here too. */
  readonly headIsSource: boolean;
  readonly workTree: string;
  /** The directory of the log's parts. */
  readonly log: string;
}

export interface FoundSecrets {
  readonly secrets: readonly SecretMark[];
  readonly problems: readonly Problem[];
}

/** Larger files are data more often than programs: Git's own stream of them is left after so many bytes. */
const LIMIT = 1 << 20;

/** A run with so many needs no more to be refused, and `push` looks again. */
const MOST = 100;

/** Finds and names them. A search that fails is a problem of the run, never the end of it. */
export async function findSecrets(run: SearchedRun): Promise<FoundSecrets> {
  const found: Place[] = [];
  const problems: Problem[] = [];
  for (const search of [inSource, inLog]) {
    try {
      for await (const place of search(run)) {
        if (found.length < MOST && !found.some(other => isSame(other, place))) found.push(place);
      }
    } catch (error) {
      const message = `not looked through for secrets: ${(error as Error).message}`;
      problems.push({ code: 'secrets-not-searched', message });
    }
  }
  return {
    secrets: found.map(({ rule, path, ordinal }) => ({ rule, path, ordinal })),
    problems: [
      ...found.map(({ rule, path, line }) => ({
        code: 'secret',
        message: `looks like a secret: ${path}:${line} (${rule})`,
      })),
      ...problems,
    ],
  };
}

interface Place extends Finding {
  readonly path: string;
}

function isSame(one: SecretMark, other: SecretMark): boolean {
  return one.rule === other.rule && one.path === other.path && one.ordinal === other.ordinal;
}

/** What a clean HEAD holds was found, or published, long ago. */
async function* inSource({ objects, source, headIsSource, workTree }: SearchedRun): AsyncGenerator<Place> {
  if (source.commit === source.head && !headIsSource) return;
  // A filter may hide in the tree what lies in the work tree, and in `raw/`.
  for (const { path, oid } of [...(await changedFiles(objects, source.commit)), ...source.raw]) {
    const content = await smallContent(objects, oid, join(workTree, path));
    if (content === undefined || content.subarray(0, 8000).includes(0)) continue;
    for (const finding of scan(content.toString())) yield { ...finding, path };
  }
}

/** A blob up to the limit. Its file on disk, if it still is as it was, tells its size without a process. */
async function smallContent(
  objects: SearchedRun['objects'],
  oid: string,
  file: string,
): Promise<Buffer | undefined> {
  const onDisk = await stat(file).catch(() => undefined);
  const [object] = onDisk !== undefined && onDisk.size <= LIMIT ? await objects.read([oid]) : [];
  if (object !== undefined) return object.content.length <= LIMIT ? object.content : undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of objects.stream(oid)) {
    size += chunk.length;
    if (size > LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* inLog({ log }: SearchedRun): AsyncGenerator<Place> {
  const names = (await readdir(log).catch(() => [])).filter(name => name.endsWith('.log')).sort();
  const parts = await Promise.all(
    names.map(async name => ({ path: name, size: (await stat(join(log, name))).size })),
  );
  const counts = new Map<string, number>();
  for (const { path: name, from, to } of logExcerpts(parts)) {
    const content = await readFile(join(log, name));
    const lines = content.subarray(0, from).reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
    for (const { rule, line, column } of scan(content.toString('utf8', from, to))) {
      const path = `logs/${name}`;
      const ordinal = (counts.get(`${rule}:${path}`) ?? 0) + 1;
      counts.set(`${rule}:${path}`, ordinal);
      yield { rule, path, line: lines + line, column, ordinal };
    }
  }
}
