import t from 'tap';
import { weigh } from '../../src/remove/weigh.ts';
import { listTips } from '../../src/store/tips.ts';
import { liveRun } from '../support/live-run.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('the heaviest come first, what is shared is counted once in all', async t => {
  const bench = await removalBench(t);
  const { repository, on, stored, trash } = bench;
  const big = 'x'.repeat(10_000);
  const experiment = (name: string) => ({ id: name.padEnd(26, '0') as never, name });
  const light = await stored(
    { 'artifacts/a': 'a' },
    { run: { name: 'light', experiment: experiment('one') } },
  );
  const heavy = await stored(
    { 'artifacts/a': big, 'logs/000000.log': 'y'.repeat(5000) },
    { run: { name: 'heavy', experiment: experiment('one') } },
  );
  const other = await stored(
    { 'artifacts/b': big },
    { sources: { s: 's'.repeat(300) }, run: { name: 'other', experiment: experiment('two') } },
  );
  await trash(light.id);
  const journal = await liveRun(bench, bench.run());
  journal.print('z'.repeat(1000));
  const counted: number[][] = [];
  const request = {
    repository,
    env: on.env,
    by: 'run',
    progress: (...count: number[]) => void counted.push(count),
  } as const;
  const found = await weigh(request);
  t.same(
    found.rows.map(({ name }) => name),
    ['heavy', 'other', 'light'],
  );
  const [first, second, third] = found.rows;
  t.match(first, {
    id: heavy.id,
    runs: 1,
    content: { artifacts: 10_000, logs: 5000, metrics: 0, source: 0 },
  });
  t.match(second, { id: other.id, content: { artifacts: 10_000, source: 300 } });
  t.ok((first?.shared ?? 0) >= 10_000 && (first?.shared ?? 0) < 15_000);
  t.ok((third?.shared ?? 0) < 10_000);
  const sum = found.rows.reduce((total, row) => total + row.total, 0);
  t.ok(found.total <= sum - 10_000, `${found.total} of ${sum}`);
  t.match(found, { runs: 3, trash: { runs: 1, total: third?.total }, spool: 0 });
  t.ok(found.journals > 1000 && found.disk > 0);
  t.same(counted, [[3, 3]]);
  const by = await weigh({ ...request, by: 'experiment' });
  t.match(by.rows, [
    { name: 'one', runs: 2 },
    { name: 'two', runs: 1, content: { artifacts: 10_000 } },
  ]);
  t.equal(by.total, found.total);
  const tips = (await listTips(repository)).filter(({ id }) => id === other.id);
  const one = await weigh({ ...request, tips });
  t.match(one.rows, [{ name: 'other', shared: 0 }]);
});

t.test('of a large file it is the bytes that count, once; file by file too', async t => {
  const bench = await removalBench(t);
  const { repository, on, stored } = bench;
  const large = { 'artifacts/out/model': 'x'.repeat(50_000) };
  await stored({ 'logs/000000.log': 'y'.repeat(9000) }, { large });
  await stored({}, { large });
  const request = { repository, env: on.env, by: 'run', progress: () => {} } as const;
  const found = await weigh(request);
  t.match(found.rows, [{ content: { artifacts: 50_000 } }, { content: { artifacts: 50_000 } }]);
  t.ok(found.total > 59_000 && found.total < 70_000);
  t.match(found, { large: 50_000, caches: 0 });
  t.ok(found.disk < 50_000);
  const files = await weigh({ ...request, by: 'file' });
  t.match(files.rows.slice(0, 2), [
    {
      name: 'artifacts/out/model',
      runs: 2,
      total: 50_000,
      shared: 50_000,
      content: { artifacts: 50_000, logs: 0 },
    },
    { name: 'logs/000000.log', runs: 1, total: 9000, shared: 0 },
  ]);
  t.equal(files.total, found.total);
});

t.test('where there is nothing, all is nothing', async t => {
  const { repository, on } = await removalBench(t);
  const found = await weigh({ repository, env: on.env, by: 'run', progress: () => {} });
  t.match(found, {
    rows: [],
    runs: 0,
    total: 0,
    disk: 0,
    large: 0,
    trash: { runs: 0, total: 0 },
    journals: 0,
    spool: 0,
    caches: 0,
  });
});
