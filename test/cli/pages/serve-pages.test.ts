import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { servePages } from '../../../src/cli/pages/serve-pages.ts';
import { worldOf } from '../../support/cli.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>';
const TOKEN = 'a-token-of-some-length';
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
t.test('pages are answered as pages, and lead to each other', async t => {
  const shown = async (path: string) => (await bench.send('GET', `/${TOKEN}/pages/${path}`)).text;
  t.match(await shown('experiments'), 'href="experiments/0"');
  t.match(await shown('experiments/0'), `href="0/runs/${id}"`);
  t.match(await shown(`experiments/0/runs/${id}`), 'href="../../0"');
  for (const path of ['experiments/0', `experiments/0/runs/${id}`])
    t.notMatch(await shown(path), /<img/, path);
});
