/**
 * The journal of a run that goes on after it has ended: beside those of runs in progress, by an id of its own, with
 *
 *     continuation.json   in the place of `plan.json`, so that an older git-run leaves it as it is
 *     events              the params and points that are added
 *     edits               what else is done to the run, an edit a line
 *     artifacts/          files that are added
 *     attempt/            files of the attempt itself, for `attempts/<id>/`
 *     exit.json           how the run has ended by it, once somebody has said so
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Identity } from '../git/repository.ts';
import type { Edit } from '../run/annotation.ts';
import { canonical, parseCanonical } from '../run/json.ts';
import type { RunId } from '../run/run-id.ts';
import { CONTINUATION, type LiveRun } from './live.ts';
import { readWhole, writeWhole } from './whole-file.ts';

export interface Continuation {
  readonly version: 1;
  /** The run that goes on. */
  readonly run: RunId;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly author: Identity;
  readonly settings: Settings;
  readonly workTree: string;
  /** The repository's common Git directory: a spooled journal must find its way home. */
  readonly repository: string;
  /** Whether its program has said that the run goes on: then it ends anew. */
  readonly isRunning: boolean;
}

/** The directory of the attempt's own files. */
export const OWN = 'attempt';

/** Writes what is known of a continuation, whole. */
export function writeContinuation(live: LiveRun, continuation: Continuation): Promise<void> {
  return writeWhole(live, CONTINUATION, continuation);
}

/** Undefined where a journal is of no continuation. Throws DamagedJournalError. */
export function readContinuation(live: LiveRun): Promise<Continuation | undefined> {
  return readWhole<Continuation>(live, CONTINUATION);
}

/** An edit as a line of `edits`. */
export function editLine(edit: Edit): string {
  return `${canonical(edit)}\n`;
}

/** The edits of a journal, in order. Half of a line, as a full disk leaves it, is none. */
export async function readEdits({ path }: LiveRun): Promise<Edit[]> {
  const text = await readFile(join(path, 'edits'), 'utf8').catch(() => '');
  return text.split('\n').flatMap(line => {
    try {
      return line === '' ? [] : [parseCanonical(line) as unknown as Edit];
    } catch {
      return [];
    }
  });
}
