/** Commits through `git fast-import`: their objects and refs in one stream. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { ended, gather } from '../../process/collect.ts';
import { GitCommandError, RefConflictError } from '../../run/repository-errors.ts';
import type { CommitIds, NewCommit, Place } from '../repository.ts';
import { importStream, parseAnswers } from './import-stream.ts';
import type { GitProgram } from './program.ts';
import { lockIn, nativeRefs } from './refs.ts';

/** One stream, kept as one pack: two syncs instead of one an object. */
export function importCommits(
  git: GitProgram,
  place: Place,
  commits: readonly NewCommit[],
): Promise<readonly CommitIds[]> {
  const refs = commits.map(({ ref }) => ref);
  return runImport(git, place, { refs, stream: () => importStream(commits), made: parseAnswers });
}

/** What fast-import is told, and what became of it. */
export interface Import {
  /** The refs that move, each to the commit made for it. */
  readonly refs: readonly string[];
  stream(): Iterable<string | Uint8Array>;
  /** The commits, from what was answered. */
  made(answers: string): readonly CommitIds[];
}

/** Runs an import until it has its way, or it is clear that it will not. Throws as `Objects.commit`. */
export async function runImport(git: GitProgram, place: Place, what: Import): Promise<readonly CommitIds[]> {
  for (let turn = 1, { stream } = what; ; turn++) {
    try {
      return await importOnce(git, place, { ...what, stream });
    } catch (error) {
      const said = error instanceof GitCommandError ? error.data.stderr : '';
      if (turn === TURNS || !(NAME_TAKEN.test(said) || TAKEN_AWAY.test(said))) throw error;
      stream = NAME_TAKEN.test(said) ? () => salted(what.stream()) : what.stream;
    }
  }
}

/** So often a commit is made before what others do to its pack is the end of it. */
const TURNS = 5;

/** `git gc --prune=now` beside us removes packs that are not finished yet. */
const TAKEN_AWAY = /cannot store (?:pack|index) file|unable to (?:write|create|open|stat).*No such file/;

/**
 * Git names a pack by its content and holds it by that name while it moves the refs: another process that makes
 * the very same commits is in the way, and so is what one that was killed left there.
 */
const NAME_TAKEN = /cannot create keep file: File exists/;

/** The same objects in a pack of another name: one more blob, which nothing refers to. */
function* salted(stream: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  const salt = randomUUID();
  let isFirst = true;
  for (const chunk of stream) {
    yield chunk;
    if (isFirst) yield `blob\ndata ${salt.length}\n${salt}\n`;
    isFirst = false;
  }
}

async function importOnce(
  git: GitProgram,
  place: Place,
  { refs, stream, made }: Import,
): Promise<readonly CommitIds[]> {
  const args = ['-c', 'fastimport.unpackLimit=1', 'fast-import', '--quiet', '--date-format=raw'];
  const child = git.open(args);
  const [stdout, stderr, { code }] = await Promise.all([
    gather(child.stdout),
    gather(child.stderr),
    ended(child),
    pour(stream(), child.stdin as Writable),
  ]);
  const ids = made(stdout.toString());
  if (code === 0) return ids;
  // Git leaves a report with recent commands, and so with paths, beside the user's refs.
  await rm(join(place.gitDir, `fast_import_crash_${child.pid}`), { force: true });
  if (await areMoved(git, refs, ids)) return ids;
  const locked = lockIn(stderr.toString());
  if (locked !== undefined) throw locked;
  const refused = /(?:Not updating |cannot lock ref ')([^\s']+)/.exec(stderr.toString())?.[1];
  if (refused !== undefined) throw new RefConflictError(refused);
  throw new GitCommandError(['fast-import'], code, stderr.toString());
}

/** Refs are the last to move: an import that was ended later, while it tidied up, has done what it was asked. */
async function areMoved(
  git: GitProgram,
  refs: readonly string[],
  made: readonly CommitIds[],
): Promise<boolean> {
  if (refs.length === 0 || made.length < refs.length) return false;
  const there = await nativeRefs(git).list(refs);
  return refs.every((ref, index) =>
    there.some(({ name, oid }) => name === ref && oid === made[index]?.commit),
  );
}

async function pour(chunks: Iterable<string | Uint8Array>, to: Writable): Promise<void> {
  // A child that ends early tells why on its standard error.
  to.on('error', () => {});
  for (const chunk of chunks) {
    if (to.destroyed) return;
    if (!to.write(chunk)) {
      await new Promise<void>(resolve => {
        const go = () => {
          to.off('drain', go).off('close', go);
          resolve();
        };
        to.on('drain', go).on('close', go);
      });
    }
  }
  to.end();
}
