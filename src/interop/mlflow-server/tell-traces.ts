/** What a server has that no run of ours keeps, counted: traces. */
import type { JsonObject } from '../../run/json.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { FoundExperiment } from '../mlflow-runs/run-store.ts';
import type { Server } from './open-server.ts';
import { objectsIn } from './pages.ts';
import { RefusedError } from './refused-error.ts';

type Lose = (path: string, why: string) => void;

/** Tells of them. A server that does not know of them, or does not tell, has none. */
export async function tellTraces(
  server: Server,
  experiments: readonly FoundExperiment[],
  lose: Lose,
): Promise<void> {
  for (const { experiment } of experiments)
    await tellOf(server, experiment.id, lose).catch(error => {
      if (!(error instanceof RefusedError)) throw error;
    });
}

/** As many traces as MLflow tells of at once: of more it is said that there are more. */
const MOST_TRACES = 500;

async function tellOf(server: Server, experimentId: string, lose: Lose): Promise<void> {
  const answer: JsonObject = await server.get('/api/2.0/mlflow/traces', {
    ...{ experiment_ids: experimentId, max_results: MOST_TRACES },
  });
  const { length } = objectsIn(answer, 'traces');
  if (length === 0) return;
  const count = textIn(answer, 'next_page_token') === undefined ? `${length}` : `more than ${length}`;
  lose(`${experimentId}/traces`, `has ${count} traces, and traces are not kept`);
}
