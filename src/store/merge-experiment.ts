/**
 * Joins what clones did to one experiment apart from each other. Its commits are its history: each is a change of what
 * its parent says. The joined record is all of them done one after the other, in the order they were made in where one
 * knew of the other, else by time. Commits that join say nothing by themselves, so any clones that join come to one.
 */
import type { NewCommit, Repository } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import type { Experiment, ExperimentId } from '../run/experiment.ts';
import { experimentRef } from '../run/run-ref.ts';
import { decodeExperiment } from './decode.ts';
import { encodeExperiment } from './encode.ts';
import { commitFacts } from './first-commits.ts';
import { MOST } from './limits.ts';
import { MERGER } from './merge-edits.ts';

/** The commit that joins two tips of an experiment, made of nothing but them. Throws CorruptRecordError. */
export async function mergeExperiment(
  repository: Repository,
  id: ExperimentId,
  tips: readonly [string, string],
): Promise<NewCommit> {
  const [parent, other] = [...tips].sort() as [string, string];
  const history = await historyOf(repository, [parent, other]);
  const record = replay(history);
  return {
    ref: experimentRef(id),
    parent,
    merged: [other],
    changes: [{ path: 'experiment.json', mode: '100644', content: encodeExperiment(record) }],
    author: MERGER,
    time: Math.max(...history.map(({ time }) => time)),
    message: 'join changes\n',
  };
}

/** A commit of an experiment. */
export interface Version {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Seconds since 1970. */
  readonly time: number;
  readonly record: Experiment;
}

/** More commits than an experiment has changes. */
const MOST_VERSIONS = 10_000;

async function historyOf({ refs, objects }: Repository, tips: readonly string[]): Promise<Version[]> {
  const commits = await refs.between([], tips);
  if (commits.length > MOST_VERSIONS)
    throw new CorruptRecordError(`experiment ${tips[0]}`, `it has more than ${MOST_VERSIONS} commits`);
  const records = await objects.read(
    commits.map(commit => `${commit}:experiment.json`),
    MOST.experiment,
  );
  const versions: Version[] = [];
  for (const [at, commit] of commits.entries()) {
    const content = records[at]?.content;
    if (content === undefined) throw new CorruptRecordError(`experiment ${commit}`, 'it has no record');
    const { parents, time } = await commitFacts(objects, commit);
    versions.push({
      commit,
      parents,
      time,
      record: decodeExperiment(content, `experiment.json of ${commit}`),
    });
  }
  return versions;
}

/** Does all changes one after the other. Of several beginnings the first counts, and adds what it does not lack. Pure. */
export function replay(history: readonly Version[]): Experiment {
  const known = new Map(history.map(version => [version.commit, version]));
  let state: Experiment | undefined;
  for (const { parents, record } of ordered(history)) {
    const [parent, ...more] = parents.map(commit => known.get(commit)?.record);
    if (more.length > 0) continue;
    state = state === undefined ? record : changed(state, parent ?? blank(record), record);
  }
  if (state === undefined) throw new CorruptRecordError('experiment', 'it has no beginning');
  return state;
}

/** Parents before children; of those that are next the older one, then the one of the lesser id. */
function ordered(history: readonly Version[]): Version[] {
  const waiting = [...history].sort(
    (one, other) => one.time - other.time || (one.commit < other.commit ? -1 : 1),
  );
  const ids = new Set(history.map(({ commit }) => commit));
  const done = new Set<string>();
  const found: Version[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ parents }) =>
      parents.every(parent => done.has(parent) || !ids.has(parent)),
    );
    const [next] = waiting.splice(Math.max(at, 0), 1) as [Version];
    done.add(next.commit);
    found.push(next);
  }
  return found;
}

/** What an experiment is that has just been created by the same name. */
function blank({ id, name, created }: Experiment): Experiment {
  return { id, name, description: '', tags: {}, removed: false, created };
}

function changed(state: Experiment, before: Experiment, after: Experiment): Experiment {
  const take = <Key extends keyof Experiment>(key: Key) =>
    same(before[key], after[key]) ? state[key] : after[key];
  const tags = new Map(Object.entries(state.tags));
  for (const key of Object.keys(before.tags)) if (!Object.hasOwn(after.tags, key)) tags.delete(key);
  for (const [key, value] of Object.entries(after.tags)) if (before.tags[key] !== value) tags.set(key, value);
  return {
    ...state,
    name: take('name'),
    description: take('description'),
    removed: take('removed'),
    created: [after.created, state.created].sort()[0] as string,
    tags: Object.fromEntries([...tags].sort(([one], [other]) => (one < other ? -1 : 1))),
    ...(after.unknown === undefined ? {} : { unknown: { ...state.unknown, ...after.unknown } }),
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
