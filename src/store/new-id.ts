/** New ids. The library's monotonic factory keeps two of one millisecond apart and in order within a process, and never goes back. */
import { randomInt } from 'node:crypto';
import { monotonicFactory, ulid } from 'ulid';
import type { Annotation } from '../run/annotation.ts';
import type { ModelVersionId } from '../run/registered-model.ts';
import { type EventId, parseEventId, parseRunId, type RunId, timeOf } from '../run/run-id.ts';

/** From 0 to 1. What the library would choose, Web Crypto, takes a millisecond to load. */
const random = () => randomInt(2 ** 32) / 2 ** 32;

/** Of the time that was named last: runs may be named in any order, and one of a later day must not lend it to the next. */
let ofRuns = { time: 0, next: monotonicFactory(random) };
const ofVersions = monotonicFactory(random);

/** An id for a run that starts at a time (ms since 1970, below 2^48). */
export function newRunId(time: number): RunId {
  if (time !== ofRuns.time) ofRuns = { time, next: monotonicFactory(random) };
  return parseRunId(ofRuns.next(time)) as RunId;
}

/** An id for a version of a registered model that is made at a time (ms since 1970). */
export function newVersionId(time: number): ModelVersionId {
  return ofVersions(time).toLowerCase() as ModelVersionId;
}

/** An id for an edit: later than every edit of the run that was seen, so that a clock years ahead does not win for ever. */
export function newEventId(time: number, seen: readonly Annotation[]): EventId {
  const latest = seen.reduce((max, { id }) => Math.max(max, timeOf(id)), 0);
  return parseEventId(ulid(Math.max(time, latest + 1), random).toLowerCase()) as EventId;
}
