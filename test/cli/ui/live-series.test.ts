import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openLiveSeries } from '../../../src/cli/ui/live-series.ts';
import type { RunSeries } from '../../../src/tui/desk.ts';
import { idAt } from '../../support/run-rows.ts';

const START = 1_000_000;

function journal(t: Test) {
  const path = t.testdir({ events: '' });
  const series = openLiveSeries({ id: idAt(START), path }, START, () => START + 60_000);
  return {
    path,
    series,
    say: (event: object, file = 'events') => appendFileSync(join(path, file), `${JSON.stringify(event)}\n`),
    async found() {
      await series.look();
      return series.found();
    },
  };
}

const points = (series: RunSeries | undefined) =>
  [...(series?.step ?? [])].map((one, at) => [one, series?.y[at]]);

t.test('curves grow by what was added, and those that have not grown are the very same', async t => {
  const { say, found } = journal(t);
  t.equal((await found()).size, 0);
  say({ metric: { loss: 3, acc: 0.1 }, step: 5, time: START / 1000 + 2 });
  const before = await found();
  t.same(points(before.get('loss')), [[5, 3]]);
  t.same(before.get('loss')?.seconds[0], 2);
  say({ metric: { loss: 2 }, step: 6 });
  const after = await found();
  t.same(points(after.get('loss')), [
    [5, 3],
    [6, 2],
  ]);
  t.equal(after.get('loss')?.seconds[1], 60, 'a point that names no time has that of now');
  t.equal(after.get('acc'), before.get('acc'));
});

t.test('steps that are not named are counted, of each writer by itself', async t => {
  const { say, found } = journal(t);
  for (const file of ['events', 'events.node7.12'])
    for (const loss of [4, 3]) say({ metric: { loss } }, file);
  t.same((await found()).get('loss')?.step, Float64Array.from([0, 1, 0, 1]));
});

t.test('what is no event, and no end of a line, is passed over', async t => {
  const { path, say, found } = journal(t);
  appendFileSync(join(path, 'events'), 'nonsense\n{"param":{"lr":0.1}}\n');
  mkdirSync(join(path, 'events.d'));
  say({ metric: { loss: 'nan' } });
  appendFileSync(join(path, 'events'), '{"metric":{"loss":7');
  t.same(points((await found()).get('loss')), [[0, Number.NaN]]);
});

t.test('what is measured of the job is a curve too, unless the job says it itself', async t => {
  const { path, say, found } = journal(t);
  const sample = (time: number, memory: number) =>
    appendFileSync(
      join(path, 'resources'),
      `${JSON.stringify({ time: START / 1000 + time, values: { 'system/cpu': 50, 'system/memory': memory } })}\n`,
    );
  sample(1, 10);
  say({ metric: { 'system/cpu': 99 } });
  const before = await found();
  t.same(points(before.get('system/memory')), [[1, 10]]);
  t.same(points(before.get('system/cpu')), [[0, 99]]);
  t.equal((await found()).get('system/memory'), before.get('system/memory'));
  sample(3, 20);
  t.same(points((await found()).get('system/memory')), [
    [1, 10],
    [3, 20],
  ]);
});

t.test('two who look at once read nothing twice', async t => {
  const { say, series } = journal(t);
  say({ metric: { loss: 1 } });
  await Promise.all([series.look(), series.look(), series.look()]);
  t.equal(series.found().get('loss')?.y.length, 1);
});

t.test('what was read stays when the journal is gone', async t => {
  const { path, say, found } = journal(t);
  say({ metric: { loss: 1 } });
  await found();
  rmSync(path, { recursive: true });
  t.same(points((await found()).get('loss')), [[0, 1]]);
});
