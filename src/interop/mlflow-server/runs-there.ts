/** Runs at a server that an export has made. */
import { parseRunId, type RunId } from '../../run/run-id.ts';
import { textsOf } from '../mlflow-runs/fact-records.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { Server } from './open-server.ts';
import { newBy, objectIn, objectsIn, pages, pairsIn } from './pages.ts';

/** The tag that has the id of the run here; a run that has it is whole. */
export const GIVEN_TAG = 'gitrun.id';
/** The same of a run that was begun, and is not whole. */
export const BEGUN_TAG = 'gitrun.begun';

export interface RunThere {
  readonly id: string;
  readonly isDeleted: boolean;
}

export interface RunsThere {
  /** Those that are whole, by our ids. */
  readonly whole: Map<RunId, RunThere>;
  /** Those that were begun, and are not. */
  readonly begun: Map<RunId, RunThere>;
}

const PAGE = 1000;

/** Reads those of an experiment. */
export async function runsThere(server: Server, experimentId: string): Promise<RunsThere> {
  const whole = await withTag(server, experimentId, GIVEN_TAG);
  const begun = await withTag(server, experimentId, BEGUN_TAG);
  for (const id of whole.keys()) begun.delete(id);
  return { whole, begun };
}

async function withTag(server: Server, experimentId: string, tag: string): Promise<Map<RunId, RunThere>> {
  const found = new Map<RunId, RunThere>();
  const ask = (token: string | undefined) =>
    search(server, experimentId, { filter: `tags.\`${tag}\` != ''`, page_token: token });
  const isNew = newBy(run => textIn(objectIn(run, 'info'), 'run_id'));
  for await (const page of pages(ask, 'runs', { isNew, lose() {} }))
    for (const run of page) {
      const info = objectIn(run, 'info');
      const ours = parseRunId(textsOf(pairsIn(objectIn(run, 'data'), 'tags'))[tag] ?? '');
      const isDeleted = textIn(info, 'lifecycle_stage') === 'deleted';
      if (ours !== undefined) found.set(ours, { id: textIn(info, 'run_id') ?? '', isDeleted });
    }
  return found;
}

/** The id there of a run that was just begun. */
export async function findRun(
  server: Server,
  experimentId: string,
  ours: RunId,
): Promise<string | undefined> {
  const answer = await search(server, experimentId, { filter: `tags.\`${BEGUN_TAG}\` = '${ours}'` });
  const [run] = objectsIn(answer, 'runs');
  return run === undefined ? undefined : textIn(objectIn(run, 'info'), 'run_id');
}

function search(
  server: Server,
  experimentId: string,
  message: { filter: string; page_token?: string | undefined },
) {
  return server.post('/api/2.0/mlflow/runs/search', {
    ...{ experiment_ids: [experimentId], run_view_type: 'ALL', max_results: PAGE },
    ...message,
  });
}
