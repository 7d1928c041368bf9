/** What a server has that no run of ours keeps, counted: registered models and traces. */
import type { JsonObject } from '../../run/json.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { FoundExperiment } from '../mlflow-runs/run-store.ts';
import type { Server } from './open-server.ts';
import { newBy, objectsIn, pages } from './pages.ts';
import { RefusedError } from './refused-error.ts';

type Lose = (path: string, why: string) => void;

/** Tells of them. A server that does not know of them, or does not tell, has none. */
export async function tellNotKept(
  server: Server,
  experiments: readonly FoundExperiment[],
  lose: Lose,
): Promise<void> {
  await quietly(tellRegistered(server, lose));
  for (const { experiment } of experiments) await quietly(tellTraces(server, experiment.id, lose));
}

async function quietly(telling: Promise<void>): Promise<void> {
  await telling.catch(error => {
    if (!(error instanceof RefusedError)) throw error;
  });
}

async function tellRegistered(server: Server, lose: Lose): Promise<void> {
  const ask = (token: string | undefined) =>
    server.get('/api/2.0/mlflow/registered-models/search', { max_results: 1000, ...tokenIn(token) });
  const isNew = newBy(model => textIn(model, 'name'));
  for await (const page of pages(ask, 'registered_models', { isNew, lose: why => lose('models', why) }))
    for (const model of page)
      lose(`models/${textIn(model, 'name')}`, 'is a registered model, and models are not registered here');
}

/** As many traces as MLflow tells of at once: of more it is said that there are more. */
const MOST_TRACES = 500;

async function tellTraces(server: Server, experimentId: string, lose: Lose): Promise<void> {
  const answer: JsonObject = await server.get('/api/2.0/mlflow/traces', {
    ...{ experiment_ids: experimentId, max_results: MOST_TRACES },
  });
  const { length } = objectsIn(answer, 'traces');
  if (length === 0) return;
  const count = textIn(answer, 'next_page_token') === undefined ? `${length}` : `more than ${length}`;
  lose(`${experimentId}/traces`, `has ${count} traces, and traces are not kept`);
}

function tokenIn(token: string | undefined): { readonly page_token?: string } {
  return token === undefined ? {} : { page_token: token };
}
