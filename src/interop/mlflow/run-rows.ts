/** Runs as lists know them, as the endpoint's clients see them. */
import { printParam } from '../../run/param.ts';
import type { Input, RunStatus as OwnStatus } from '../../run/run.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { RunStatus } from './enums.ts';
import { addFact, type Facts, noFacts } from './facts.ts';
import type { Told } from './latest-points.ts';
import type { Point } from './points.ts';
import { NAME_TAG, NOTE_TAG, ownRunName, PARENT_TAG, SOURCE_TAG, USER_TAG, userOf } from './run-tags.ts';
import { scriptOf } from './script-of.ts';
import type { RunView } from './tracked-run.ts';

/** MLflow has no word for a run whose end nobody saw; the strict filter finds it by the same one. */
const STATUS: Readonly<Record<OwnStatus, RunStatus>> = {
  running: 'RUNNING',
  finished: 'FINISHED',
  failed: 'FAILED',
  killed: 'KILLED',
  lost: 'FAILED',
};

export function statusOf(status: OwnStatus): RunStatus {
  return STATUS[status];
}

/**
 * The tags of a run, and what MLflow keeps as tags. A name or note of ours that was changed is newer than the tag. Of a
 * run that no client of MLflow has logged the tags that one would have set are filled in.
 */
export function tagsOf(row: RunRow): Map<string, string> {
  const named = Object.hasOwn(row.tags, NAME_TAG) ? row.tags[NAME_TAG] : undefined;
  if (named === undefined) return filledIn(row);
  const all = new Map(Object.entries(row.tags));
  if (ownRunName(named, row.id) !== row.name) all.set(NAME_TAG, row.name);
  if (row.note !== '') all.set(NOTE_TAG, row.note);
  // Clients find it by the id that it has here.
  const parent = all.has(PARENT_TAG)
    ? row.lineage?.find(({ relation }) => relation === 'child-of')
    : undefined;
  if (parent !== undefined) all.set(PARENT_TAG, parent.id);
  return all;
}

/** What MLflow's client would have noted as tags, from what we know, in MLflow's order; those of the run itself win. */
function filledIn(row: RunRow): Map<string, string> {
  const { source, argv, lineage = [], tags } = row;
  const parent = lineage.find(({ relation }) => relation === 'child-of');
  const before = known([
    [USER_TAG, userOf(row) || undefined],
    [SOURCE_TAG, argv && scriptOf(argv)],
    ['mlflow.source.type', argv && 'LOCAL'],
    ['mlflow.source.git.commit', source && (source.head ?? source.commit)],
    ['mlflow.source.git.branch', source?.branch],
    ['mlflow.source.git.dirty', source && String(source.dirty)],
  ]);
  const behind = known([
    [NOTE_TAG, row.note || undefined],
    [PARENT_TAG, parent?.id],
  ]).filter(([key]) => !Object.hasOwn(tags, key));
  return new Map([...before, ...Object.entries(tags), ...behind, [NAME_TAG, row.name]]);
}

function known(tags: readonly (readonly [string, string | undefined])[]): (readonly [string, string])[] {
  return tags.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

/** A row as a run. It knows of each metric the last value, but not when that was: where nobody tells, the run's end has to do. */
export function viewOfRow(row: RunRow, { metrics, facts }: Told = { facts: noFacts() }): RunView {
  const started = Date.parse(row.started);
  const ended = row.ended === undefined ? undefined : Date.parse(row.ended);
  return {
    ...{ id: row.id, name: row.name, experiment: row.experiment, started, ended },
    user: userOf(row),
    status: statusOf(row.status),
    deleted: row.trashed,
    params: Object.entries(row.params).map(([key, param]) => [key, printParam(param)] as const),
    tags: tagsOf(row),
    metrics: Object.entries(row.metrics).map(([key, { last, step }]): [string, Point] => [
      key,
      metrics?.get(key) ?? { value: last, step, timestamp: ended ?? started },
    ]),
    facts,
  };
}

/** MLflow takes 36 characters of a digest. */
const DIGEST = 36;

/** What a run read beside its source: what has a digest is a data set. */
export function factsOfInputs(inputs: readonly Input[]): Facts {
  const facts = noFacts();
  for (const { path: name, sha256 } of inputs) {
    if (sha256 === undefined) continue;
    const source = JSON.stringify({ uri: name });
    const dataset = { name, digest: sha256.slice(0, DIGEST), source_type: 'local', source };
    addFact(facts, { kind: 'dataset', dataset, tags: [] });
  }
  return facts;
}

/** Of a data set: what it was read for. */
const CONTEXT_TAG = 'mlflow.data.context';

/** A run that is being written, as a row: what a search asks of it. */
export function rowOfView(view: RunView): RunRow {
  return {
    ...{ id: view.id, name: view.name, experiment: view.experiment, note: '', trashed: view.deleted },
    status: view.status === 'SCHEDULED' ? 'running' : (view.status.toLowerCase() as OwnStatus),
    started: new Date(Number(view.started)).toISOString(),
    ...(view.ended === undefined ? {} : { ended: new Date(Number(view.ended)).toISOString() }),
    params: record([...view.params].map(([key, value]) => [key, { value }] as const)),
    tags: record([...view.tags]),
    metrics: record(
      [...view.metrics].map(([key, { value, step }]) => {
        const at = Number(step);
        return [key, { last: value, min: value, max: value, count: 1, step: at }] as const;
      }),
    ),
    artifacts: { count: 0, bytes: 0 },
    author: view.user,
    inputs: [...view.facts.datasets.values()].map(({ dataset: { name, digest }, tags }) => ({
      path: name,
      sha256: digest,
      context: tags.find(({ key }) => key === CONTEXT_TAG)?.value,
    })),
  };
}

/** Without a prototype: keys are the users'. */
function record<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  const out: Record<string, Value> = Object.create(null);
  for (const [key, value] of entries) out[key] = value;
  return out;
}
