/** Runs stored many at a time: one stream and one pack for all of them, where one by one each takes as long as a hundred. */
import type { Identity, NewCommit, Repository } from '../../git/repository.ts';
import type { Annotation } from '../../run/annotation.ts';
import { RefConflictError } from '../../run/repository-errors.ts';
import type { RunId } from '../../run/run-id.ts';
import { runRef } from '../../run/run-ref.ts';
import { commitRun } from '../../store/commit-run.ts';
import { encodeAnnotation, runMessage } from '../../store/encode.ts';
import { type RunContents, runChanges } from '../../store/save.ts';
import { signingOf } from '../../store/signing.ts';

export interface Batch {
  /** Adds a run, with the edit that it comes with; it may be stored at once, or with those that follow. */
  add(contents: RunContents, edit?: Annotation): Promise<void>;
  /** Stores what is held, and waits until all is stored. */
  flush(): Promise<void>;
  /** Waits for what is being stored, whether it succeeds or not. */
  close(): Promise<void>;
}

/** So much is stored at once, however few runs it is of. */
const BYTES = 16 << 20;

interface Pending extends Omit<NewCommit, 'message' | 'sign'> {
  readonly run: RunContents['run'];
}

export interface BatchWishes {
  readonly author: Identity;
  /** So many runs are stored at once: what was not is done again by who was interrupted. */
  readonly together: number;
  /** Tells of runs that another process has stored meanwhile. */
  isHere(id: RunId): Promise<boolean>;
}

/** Opens a batch. */
export function openBatch(repository: Repository, { author, together, isHere }: BatchWishes): Batch {
  let pending: Pending[] = [];
  let bytes = 0;
  // Git stores one batch while the next is read.
  let storing = Promise.resolve();

  /** Begins to store what is held, when what was begun before is stored. */
  async function begin(): Promise<void> {
    const runs = pending;
    [pending, bytes] = [[], 0];
    await storing;
    storing = storeAll(runs);
    // Who waits for it hears of its trouble.
    storing.catch(() => {});
  }

  async function storeAll(runs: readonly Pending[]): Promise<void> {
    if (runs.length === 0) return;
    try {
      await store(runs);
    } catch (error) {
      if (!(error instanceof RefConflictError)) throw error;
      for (const one of runs) if (!(await isHere(one.run.id))) await store([one]);
    }
    await repository.sync();
  }

  async function store(runs: readonly Pending[]): Promise<void> {
    if (signingOf(repository.config) === undefined)
      await repository.objects.commit(
        runs.map(({ run, ...commit }) => ({ ...commit, message: runMessage(run) })),
      );
    else for (const { run, ...commit } of runs) await commitRun(repository, run, commit);
  }

  return {
    async add(contents, edit) {
      const { run } = contents;
      const edits = edit === undefined ? [] : [fileOfEdit(edit)];
      const changes = [...runChanges(contents), ...edits];
      const commit = { ref: runRef(run.id), parent: run.source.commit, base: 'empty', changes };
      pending.push({ run, ...commit, author, time: Date.parse(run.ended) / 1000 });
      for (const change of changes) if ('content' in change) bytes += change.content.length;
      if (pending.length >= together || bytes >= BYTES) await begin();
    },
    async flush() {
      await begin();
      await storing;
    },
    close: () => storing.catch(() => {}),
  };
}

/** It lies where edits do, in the run's first commit: a run that was deleted is never seen as one that was not. */
function fileOfEdit(edit: Annotation) {
  return { path: `annotations/${edit.id}.json`, mode: '100644' as const, content: encodeAnnotation(edit) };
}
