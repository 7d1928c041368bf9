import t from 'tap';
import { allRows } from '../../../src/cli/all-rows.ts';
import { createContext } from '../../../src/cli/context.ts';
import { sideOf, sideOfNow, sidesOfRows } from '../../../src/cli/diff/sides.ts';
import { findRun } from '../../../src/cli/find-run.ts';
import { paramOfText } from '../../../src/run/param.ts';
import type { RunRow } from '../../../src/run/run-row.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { NOW, sampleRun } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
await bench.save(bench.run({ name: 'ended' }), {
  environment: { os: { id: 'debian' } },
  files: storedFiles({ 'artifacts/m.txt': 'm' }),
});

t.test('what lies beside a record is read where a section needs it', async t => {
  const found = await findRun(context, 'ended');
  t.equal((await sideOf(context, found, ['params', 'metrics'])).artifacts, undefined);
  t.match(await sideOf(context, found, ['artifacts']), {
    name: 'ended',
    environment: { os: { id: 'debian' } },
    artifacts: [{ path: 'm.txt', size: 1 }],
  });
});

t.test('of a run in progress what its plan says is known', async t => {
  await liveRun(bench, bench.run({ name: 'going', started: new Date(NOW - 5000).toISOString(), seed: '3' }));
  const side = await sideOf(context, await findRun(context, 'going'), ['params']);
  t.match(side, {
    status: 'running',
    command: { cwd: '.' },
    params: { lr: { value: 0.1 } },
    environment: {},
    inputs: [],
  });
  t.same([side.outcome, side.metrics, side.artifacts], [undefined, undefined, undefined]);
});

t.test('the work tree has the params of now, and those that only a program or an option can set', async t => {
  const { source, host } = sampleRun();
  const now = {
    source,
    host,
    params: { lr: paramOfText('1', { kind: 'file', path: 'p', key: 'lr' }) },
    environment: {},
    inputs: [],
    problems: [],
  };
  const other = {
    name: 'x',
    params: {
      lr: paramOfText('2', { kind: 'file', path: 'p', key: 'lr' }),
      gone: paramOfText('3', { kind: 'file', path: 'p', key: 'gone' }),
      own: paramOfText('4', { kind: 'event' }),
    },
  } as const;
  const side = sideOfNow(now, other);
  t.same(
    Object.entries(side.params ?? {}).map(([key, { value }]) => [key, value]),
    [
      ['lr', 1],
      ['own', 4],
    ],
  );
  t.equal(side.name, 'work tree');
});

t.test('runs of a list are loaded together, those in progress among them', async t => {
  const rows: RunRow[] = [];
  for await (const some of allRows(context)) rows.push(...some);
  const sides = await sidesOfRows(context, rows, ['code']);
  t.same(
    sides.map(({ name }) => name),
    rows.map(({ name }) => name),
  );
  t.match(sides.find(({ name }) => name === 'ended')?.source, { tree: String });
  t.ok(rows.some(({ status }) => status === 'running'));
});
