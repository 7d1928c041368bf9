/** Experiments: a commit each below `refs/runs/experiments/`, whose tree is one `experiment.json`. */
import { createHash } from 'node:crypto';
import type { Readable } from '../git/readable.ts';
import type { GitObject, Identity, Repository } from '../git/repository.ts';
import { ExperimentExistsError, GitRunError, NewerFormatError } from '../run/errors.ts';
import type { Experiment, ExperimentId } from '../run/experiment.ts';
import { RefConflictError } from '../run/repository-errors.ts';
import { EXPERIMENTS, experimentRef } from '../run/run-ref.ts';
import { decodeExperiment } from './decode.ts';
import { encodeExperiment } from './encode.ts';
import { MOST } from './limits.ts';
import { readEach } from './read-each.ts';

const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567';

/** The id of an experiment that is created under a name (RFC 4648 base32 in lower case, of 130 bits). */
export function experimentId(name: string): ExperimentId {
  const bits = [...createHash('sha256').update(name).digest().subarray(0, 17)]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('');
  const groups = bits.slice(0, 130).match(/.{5}/g) as RegExpMatchArray;
  return groups.map(group => DIGITS[Number.parseInt(group, 2)]).join('') as ExperimentId;
}

/** All experiments whose records can be read, removed ones too, by name; `git run fsck` names the others. */
export async function listExperiments(from: Readable): Promise<Experiment[]> {
  return (await readAll(from)).experiments;
}

async function readAll({ refs, objects }: Readable) {
  const found = await refs.list([`${EXPERIMENTS}*`]);
  const records = await readEach(
    objects,
    found.map(({ oid }) => `${oid}:experiment.json`),
    MOST.experiment,
  );
  const experiments = records
    .map((record, index) => soundOf(record, found[index]?.name ?? ''))
    .filter(experiment => experiment !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { experiments, taken: new Set(found.map(({ name }) => name.slice(EXPERIMENTS.length))) };
}

/** An experiment, if its record is one, and the one of its ref. */
function soundOf(
  record: GitObject | undefined,
  ref: string,
  { newer = 'pass over' }: { newer?: 'throw' | 'pass over' } = {},
): Experiment | undefined {
  try {
    const experiment = record === undefined ? undefined : decodeExperiment(record.content, ref);
    return ref === `${EXPERIMENTS}${experiment?.id}` ? experiment : undefined;
  } catch (error) {
    if (error instanceof NewerFormatError && newer === 'throw') throw error;
    if (error instanceof GitRunError) return undefined;
    throw error;
  }
}

/** The live experiment of a name; undefined where there is none. Throws NewerFormatError where it may be one. */
export async function findExperiment(repository: Repository, name: string): Promise<Experiment | undefined> {
  // Nearly every one has the id of its name: then the others need not be read.
  const ref = experimentRef(experimentId(name));
  const [record] = await readEach(repository.objects, [`${ref}:experiment.json`], MOST.experiment);
  const usual = soundOf(record, ref, { newer: 'throw' });
  if (usual?.name === name && !usual.removed) return usual;
  return (await listExperiments(repository)).find(
    experiment => experiment.name === name && !experiment.removed,
  );
}

export interface ExperimentWrite {
  readonly repository: Repository;
  readonly author: Identity;
  /** ms since 1970. */
  readonly now: number;
}

/** Creates an experiment. Throws ExperimentExistsError where a live one has the name. */
export async function createExperiment(
  write: ExperimentWrite,
  {
    name,
    description = '',
    tags = {},
  }: { name: string; description?: string; tags?: Readonly<Record<string, string>> },
): Promise<Experiment> {
  const { experiments, taken } = await readAll(write.repository);
  if (experiments.some(other => other.name === name && !other.removed)) throw new ExperimentExistsError(name);
  // A renamed or removed experiment keeps its id, and so does a damaged one: a second one takes the next free.
  let id = experimentId(name);
  for (let turn = 2; taken.has(id); turn++) id = experimentId(`${name}#${turn}`);
  const created = new Date(write.now).toISOString();
  const experiment: Experiment = { id, name, description, tags, removed: false, created };
  try {
    await store(write, experiment, undefined, `create experiment ${name}`);
  } catch (error) {
    if (error instanceof RefConflictError) throw new ExperimentExistsError(name);
    throw error;
  }
  return experiment;
}

/** Changes an experiment. Throws ExperimentExistsError where another live one has the new name. */
export async function changeExperiment(
  write: ExperimentWrite,
  experiment: Experiment,
  changes: Partial<Pick<Experiment, 'name' | 'description' | 'tags' | 'removed'>>,
): Promise<Experiment> {
  const changed = { ...experiment, ...changes };
  const all = await listExperiments(write.repository);
  const taken = all.some(other => other.id !== changed.id && other.name === changed.name && !other.removed);
  if (taken && !changed.removed) throw new ExperimentExistsError(changed.name);
  const [ref] = await write.repository.refs.list([experimentRef(experiment.id)]);
  await store(write, changed, ref?.oid, `change experiment ${changed.name}`);
  return changed;
}

async function store(
  { repository, author, now }: ExperimentWrite,
  experiment: Experiment,
  parent: string | undefined,
  message: string,
): Promise<void> {
  await repository.objects.commit([
    {
      ref: experimentRef(experiment.id),
      ...(parent === undefined ? {} : { parent }),
      changes: [{ path: 'experiment.json', mode: '100644', content: encodeExperiment(experiment) }],
      author,
      time: now / 1000,
      message: `${message.replace(/\p{Cc}+/gu, ' ')}\n`,
    },
  ]);
  await repository.sync();
}
