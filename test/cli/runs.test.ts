import t from 'tap';
import { liveRuns, runRows } from '../../src/cli/runs.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { liveRun } from '../support/live-run.ts';
import { type NamedRuns, namedRuns, nth } from '../support/named-runs.ts';
import { idAt, NOW } from '../support/run-rows.ts';

async function listed({ context }: NamedRuns): Promise<string[]> {
  const names: string[] = [];
  for await (const { row } of runRows(context)) names.push(row.name);
  return names;
}

t.test('runs in progress stand among the others by their start', async t => {
  const on = await namedRuns(t, ['first', 'third']);
  await liveRun(on, on.run({ id: idAt(NOW - 3_600_000 + 30_000, 'j'), name: 'second' }));
  await liveRun(on, on.run({ id: nth(5), name: 'fourth' }));
  t.same(await listed(on), ['fourth', 'third', 'second', 'first']);
  t.same(
    (await liveRuns(on.context, on.repository)).map(({ row }) => row.name),
    ['second', 'fourth'],
  );
});

t.test('a run that is stored, and whose journal is about to go, is listed once', async t => {
  const on = await namedRuns(t, ['first']);
  await liveRun(on, on.run({ id: nth(0), name: 'first' }));
  t.same(await listed(on), ['first']);
});

t.test('a run whose recorder was killed is not in progress any more', async t => {
  const on = await namedRuns(t);
  await liveRun(on, on.run({ id: nth(0) }), { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 });
  t.same(await listed(on), []);
});

t.test('a damaged run is passed over in lists, said, and named when it is asked for', async t => {
  const on = await namedRuns(t, ['good', 'bad']);
  on.on.git('update-ref', runRef(nth(1)), 'HEAD');
  t.same(await listed(on), ['good']);
  t.match(on.said(), `git-run: passed over ${nth(1)}: commit`);
});
