/** Params, tags and points, sent in as large batches as MLflow takes. */
import type { Message } from '../mlflow/wire.ts';
import type { MetricHistory } from '../mlflow-runs/mlflow-run.ts';
import { pointsOf } from '../mlflow-runs/stretches.ts';
import type { Server } from './open-server.ts';
import { RefusedError } from './refused-error.ts';

/** So many of each at once: as MLflow limits them. */
const MOST = { params: 100, tags: 100, metrics: 1000 } as const;
/** Characters that MLflow keeps of a value; it cuts the rest off, and does not say so. */
const LONGEST = { params: 6000, tags: 8000 } as const;

type Lose = (path: string, why: string) => void;
type Kind = keyof typeof MOST;

/** Sends params, or tags. One that is refused is told, and the others are sent. */
export async function writeTexts(
  server: Server,
  runId: string,
  { kind, texts, lose }: { kind: 'params' | 'tags'; texts: Readonly<Record<string, string>>; lose: Lose },
): Promise<void> {
  const all = Object.entries(texts).map(([key, value]) => {
    if (value.length > LONGEST[kind])
      lose(`${kind}/${key}`, `has ${value.length} characters, of which ${LONGEST[kind]} are kept there`);
    return { key, value };
  });
  await writeAll(server, runId, { kind, all, lose });
}

/** Sends whole histories; a model's id is what `modelOf` has for it. */
export async function writeHistories(
  server: Server,
  runId: string,
  how: {
    readonly histories: readonly MetricHistory[];
    modelOf(id: string): string | undefined;
    lose: Lose;
  },
): Promise<void> {
  const batch: Message[] = [];
  const flush = () => writeAll(server, runId, { kind: 'metrics', all: batch.splice(0), lose: how.lose });
  for (const history of how.histories)
    for (const message of pointMessages(history, how.modelOf)) {
      batch.push(message);
      if (batch.length >= MOST.metrics) await flush();
    }
  await flush();
}

function* pointMessages(history: MetricHistory, modelOf: (id: string) => string | undefined) {
  for (const { model, dataset, ...point } of pointsOf(history))
    yield {
      ...{ key: history.key, ...point },
      ...{ dataset_name: dataset?.name, dataset_digest: dataset?.digest },
      model_id: model === undefined ? undefined : modelOf(model),
    };
}

interface Sending {
  readonly kind: Kind;
  readonly all: readonly Message[];
  readonly lose: Lose;
}

async function writeAll(server: Server, runId: string, { kind, all, lose }: Sending): Promise<void> {
  for (let at = 0; at < all.length; at += MOST[kind])
    await writeSome(server, runId, { kind, all: all.slice(at, at + MOST[kind]), lose });
}

/** What is refused together may be taken in parts: the one that is at fault is found by halves. */
async function writeSome(server: Server, runId: string, { kind, all, lose }: Sending): Promise<void> {
  if (all.length === 0) return;
  try {
    await server.post('/api/2.0/mlflow/runs/log-batch', { run_id: runId, [kind]: all });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const half = Math.ceil(all.length / 2);
    if (all.length === 1) return lose(`${kind}/${all[0]?.key}`, `is not taken: the server ${error.data.why}`);
    await writeSome(server, runId, { kind, all: all.slice(0, half), lose });
    await writeSome(server, runId, { kind, all: all.slice(half), lose });
  }
}
