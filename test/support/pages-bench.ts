/** The endpoint with its pages, behind a token, and in it a run whose texts would do harm as HTML. */
import { createContext } from '../../src/cli/context.ts';
import { servePages } from '../../src/cli/pages/serve-pages.ts';
import { worldOf } from './cli.ts';
import { mlflowBench } from './mlflow-bench.ts';

export const HOSTILE = '</script><img src=x onerror=alert(1)>';
export const TOKEN = 'a-token-of-some-length';

export async function pagesBench(t: Parameters<typeof mlflowBench>[0]) {
  const bench = await mlflowBench(t, {
    serve: { token: TOKEN },
    pages(on) {
      const context = createContext(worldOf(on, { now: Date.now }).world);
      t.teardown(() => context.close());
      return servePages(context);
    },
  });
  const api = `/${TOKEN}/api/2.0/mlflow`;
  const post = async (path: string, body: object) =>
    (await bench.send('POST', `${api}/${path}`, { body })).json;
  const begin = async (name: string) =>
    (await post('runs/create', { run_name: name, start_time: Date.now() })).run.info.run_id;
  const id = await begin(HOSTILE);
  await post('runs/log-batch', {
    run_id: id,
    metrics: [3, 2, 1].map((value, step) => ({ key: 'loss', value, step, timestamp: Date.now() })),
    params: [{ key: 'opt', value: HOSTILE }],
  });
  return { bench, id };
}
