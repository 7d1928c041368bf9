/** What can go wrong when runs of several clones come together; as types, like the others in `errors.ts`. */
import { GitRunError } from './errors.ts';
import type { RunId } from './run-id.ts';

/** Two clones have added artifacts to one run that no directory can hold side by side. */
export class MergeError extends GitRunError<{ id: RunId; paths: readonly [string, string] }> {
  readonly code = 'merge';
  constructor(id: RunId, paths: readonly [string, string]) {
    super(`run ${id} was edited here and there, and cannot be joined: it would hold ${paths.join(' and ')}`, {
      id,
      paths,
    });
  }
}

/** What a remote has sent for a run is none that could be recorded. */
export class UnsoundRunError extends GitRunError<{ id: RunId; why: string }> {
  readonly code = 'unsound-run';
  constructor(id: RunId, why: string) {
    super(`run ${id} was not taken: ${why}`, { id, why });
  }
}

/** Two runs have the same id, and neither is the other with edits or without what was purged. */
export class OtherRunError extends GitRunError<{ id: RunId }> {
  readonly code = 'other-run';
  constructor(id: RunId) {
    super(`run ${id} is another one there than it is here`, { id });
  }
}

/** Runs that are known of cannot be had: the remote that told of them has them no more. */
export class RunNotHereError extends GitRunError<{ ids: readonly RunId[] }> {
  readonly code = 'run-not-here';
  constructor(ids: readonly RunId[]) {
    const which = ids.length === 1 ? `run ${ids[0]} is` : `${ids.length} runs are`;
    super(`${which} not here, and the remote that told of ${ids.length === 1 ? 'it' : 'them'} has none`, {
      ids,
    });
  }
}
