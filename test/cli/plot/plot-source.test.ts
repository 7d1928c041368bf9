import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { checkMetrics, readPlotSource, sayTimeless } from '../../../src/cli/plot/plot-source.ts';
import type { EndedRow } from '../../../src/cli/plot/plotted-runs.ts';
import { rowOfRun } from '../../../src/run/run-row.ts';
import { loadRun } from '../../../src/store/load.ts';
import { entryOf } from '../../../src/store/save.ts';
import { worldOf } from '../../support/cli.ts';
import { NOW } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);

async function rowWith(name: string, hours: number, points: boolean): Promise<EndedRow> {
  const time = NOW + hours * 3_600_000;
  const line = { key: 'acc', step: [0, 1], value: [0.1, 0.2], time: [time / 1000 + 9, time / 1000 + 9] };
  const content = Buffer.from(`${JSON.stringify(line)}\n`);
  const run = bench.run({ name, started: new Date(time).toISOString() });
  const files = points ? [{ path: 'metrics/events.ndjson', content, ...entryOf(content) }] : [];
  const commit = await bench.save(run, { files });
  return rowOfRun(await loadRun(bench.repository.objects, commit), commit) as EndedRow;
}

const rows = [
  await rowWith('otter', 1, true),
  await rowWith('otter', 0, true),
  await rowWith('bare', 2, false),
];
const { world, err } = worldOf(bench.on);
const context = createContext(world);
t.teardown(() => context.close());
const said = () => Buffer.concat(err.splice(0)).toString();

t.test('runs of one name are told apart, and their starts are counted from the first', async t => {
  const { names, delays, metrics } = await readPlotSource(context, rows, {
    metrics: ['acc'],
    directions: {},
  });
  t.match(names[0], /^otter \(\w{8}\)$/);
  t.not(names[0], names[1]);
  t.same([names[2], delays], ['bare', [3600, 0, 7200]]);
  t.same(
    metrics[0]?.series.map(({ run }) => run),
    [0, 1],
  );
  t.match(said(), 'git-run: bare has no points of acc\n');
});

t.test('points without a time of their own are said where time matters', async t => {
  const source = await readPlotSource(context, rows.slice(0, 2), { metrics: ['acc'], directions: {} });
  sayTimeless(context, source, 'step');
  t.equal(said(), '');
  sayTimeless(context, source, 'relative');
  t.match(said(), /the points of acc in otter \(\w+\), otter \(\w+\) name no time/);
});

t.test('a metric that none of them has is refused, and the nearest named', async t => {
  checkMetrics(rows, ['acc']);
  checkMetrics(rows, ['system/cpu']);
  t.throws(() => checkMetrics(rows, ['ac']), { message: "no metric 'ac' here; did you mean acc?" });
});

t.test('what no job was long enough for is refused when it is read, with what there can be', async t => {
  await t.rejects(readPlotSource(context, rows, { metrics: ['system/gpu0'], directions: {} }), {
    code: 'usage',
    message: /^no points of 'system\/gpu0' here: a run has system\/cpu and system\/memory where /,
  });
});
