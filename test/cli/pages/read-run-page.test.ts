import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { readRunPage } from '../../../src/cli/pages/read-run-page.ts';
import { worldOf } from '../../support/cli.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const context = createContext(worldOf(bench.on, { now: Date.now }).world);
t.teardown(() => context.close());
const places = { up: '../../0', top: '../../../../' };
const id = await bench.begin({ run_name: 'swift-otter', tags: [{ key: 'stage', value: 'dev' }] });
await bench.post('runs/log-batch', {
  run_id: id,
  metrics: [3, 2, 1].map((value, step) => ({ key: 'loss', value, step, timestamp: Date.now() })),
  params: [{ key: 'lr', value: '0.1' }],
});
await bench.post('runs/log-metric', { run_id: id, key: 'final', value: 0.5, timestamp: 1 });
await bench.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/0/${id}/artifacts/plots/a.txt`, {
  body: 'hello',
});
const dataOf = (html: string) =>
  JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null');
const read = async () => readRunPage(context, await bench.tracking.find(id), places);

t.test('a run that is being written, and the commit that it becomes, have one page', async t => {
  for (const status of ['running', 'finished']) {
    const { html, policy } = await read();
    t.match(html, new RegExp(`<h1>swift-otter</h1>.*${status}`, 's'));
    for (const told of ['stage', 'dev', 'lr', '0.1', 'final', 'loss']) t.match(html, told);
    t.match(html, `get-artifact?run_id=${id}&amp;path=plots%2Fa.txt`);
    t.match(policy, /script-src 'sha256-/);
    const { curves } = dataOf(html);
    t.same(
      curves.map(({ metric }: { metric: string }) => metric),
      ['loss'],
      'a single point has no curve',
    );
    t.same(curves[0].series[0].y, [3, 2, 1]);
    await bench.post('runs/update', { run_id: id, status: 'FINISHED', end_time: Date.now() });
    await bench.restart();
  }
});
