/** Experiments at a server: found by their names, or made. */
import type { Readable } from '../../git/readable.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../run/experiment.ts';
import type { JsonObject } from '../../run/json.ts';
import type { RunId } from '../../run/run-id.ts';
import { listExperiments } from '../../store/experiments.ts';
import { asMlflowExperiment, unrecorded } from '../mlflow-runs/as-mlflow-experiment.ts';
import { textsOf } from '../mlflow-runs/fact-records.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { Server } from './open-server.ts';
import { objectIn, pairsIn } from './pages.ts';
import { isAbsence } from './refused-error.ts';
import { GIVEN_TAG, type RunsThere, runsThere } from './runs-there.ts';

const API = '/api/2.0/mlflow/experiments';

export interface ExperimentThere extends RunsThere {
  /** Absent of one that a dry run has not made. */
  readonly id?: string;
  /** As MLflow has it. */
  readonly name: string;
  /** Why no run can be made in it, the end of a sentence that begins with its name. */
  readonly why?: string;
  /** Lets runs be made in one that is to be deleted again. */
  open(): Promise<void>;
}

export interface ExperimentsThere {
  /** Those that were looked at. */
  count(): number;
  of(experiment: Pick<Experiment, 'id' | 'name'>): Promise<ExperimentThere>;
  all(): Promise<void>;
  /** Deletes those that are deleted here, of those that exports have made. */
  close(): Promise<void>;
}

/** Opens them. */
export async function experimentsThere(
  server: Server,
  source: Readable,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ExperimentsThere> {
  const ours = new Map((await listExperiments(source)).map(one => [one.id as string, one]));
  const there = new Map<string, Promise<ExperimentThere>>();
  const toDelete = new Set<string>();

  async function look(experiment: Experiment): Promise<ExperimentThere> {
    const wanted = asMlflowExperiment(experiment, experiment.name === DEFAULT_EXPERIMENT ? '0' : '');
    const { name, deleted, tags } = wanted;
    const found = await byName(server, name);
    if (found === undefined && dryRun) return { name, ...NO_RUNS, async open() {} };
    const own = { ...tags, [GIVEN_TAG]: experiment.id };
    const id =
      found === undefined ? await create(server, name, own) : (textIn(found, 'experiment_id') as string);
    const isDeleted = found !== undefined && textIn(found, 'lifecycle_stage') === 'deleted';
    const isOurs = found === undefined || textsOf(pairsIn(found, 'tags'))[GIVEN_TAG] === experiment.id;
    if (deleted && isOurs && !isDeleted) toDelete.add(id);
    const isShut = isDeleted && !(deleted && isOurs);
    const runs = await runsThere(server, id);
    return {
      ...{ id, name, ...runs },
      ...(isShut ? { why: 'is deleted there: restore it, or give it another name here' } : {}),
      async open() {
        if (!isDeleted || toDelete.has(id)) return;
        toDelete.add(id);
        await server.post(`${API}/restore`, { experiment_id: id });
      },
    };
  }

  const of: ExperimentsThere['of'] = ({ id, name }) => {
    const known = there.get(id) ?? look(ours.get(id) ?? unrecorded(id, name));
    there.set(id, known);
    return known;
  };
  return {
    of,
    count: () => there.size,
    async all() {
      for (const experiment of ours.values()) await of(experiment);
    },
    async close() {
      for (const id of dryRun ? [] : toDelete) await server.post(`${API}/delete`, { experiment_id: id });
    },
  };
}

const NO_RUNS: RunsThere = { whole: new Map<RunId, never>(), begun: new Map<RunId, never>() };

async function byName(server: Server, name: string): Promise<JsonObject | undefined> {
  try {
    return objectIn(await server.get(`${API}/get-by-name`, { experiment_name: name }), 'experiment');
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

async function create(server: Server, name: string, tags: Readonly<Record<string, string>>): Promise<string> {
  const answer = await server.post(`${API}/create`, {
    name,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
  return textIn(answer, 'experiment_id') ?? '';
}
