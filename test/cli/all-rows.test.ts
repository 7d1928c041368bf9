import { dirname } from 'node:path';
import t from 'tap';
import { allRows } from '../../src/cli/all-rows.ts';
import { createContext } from '../../src/cli/context.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { worldOf } from '../support/cli.ts';
import { edit, folded } from '../support/folding.ts';
import { gitServer } from '../support/git-server.ts';
import { liveRun } from '../support/live-run.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

const nth = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);

const bench = await storeBench(t);
const { world, err } = worldOf(bench.on, { patience: 0 });
const context = createContext(world);
t.teardown(() => context.close());

async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const rows of allRows(context))
    for (const { name, status } of rows) found.push(`${name} ${status}`);
  return found.sort();
}

t.test('runs in progress are among them, and one that has just been stored is there once', async t => {
  await bench.save(bench.run({ id: nth(0), name: 'ended' }));
  await bench.save(bench.run({ id: nth(1), name: 'stored' }));
  await liveRun(bench, bench.run({ id: nth(1), name: 'stored' }));
  await liveRun(bench, bench.run({ id: nth(2), name: 'going' }));
  t.same(await names(), ['ended finished', 'going running', 'stored finished']);
  t.same(await names(), ['ended finished', 'going running', 'stored finished'], 'from the index, too');
});

t.test('a damaged run is said, and passed over', async t => {
  bench.on.git('update-ref', runRef(nth(3)), 'HEAD');
  t.equal((await names()).length, 3);
  t.match(Buffer.concat(err).toString(), `git-run: passed over ${nth(3)}`);
});

t.test('of a remote they are what its ledgers tell, and what is not folded', async t => {
  const there = await storeBench(t);
  for (const n of [0, 1, 2]) await there.save(there.run({ id: nth(n), name: `run-${n}` }));
  await folded(there.repository);
  await there.save(there.run({ id: nth(3), name: 'new' }));
  await edit(there.repository, nth(0), { kind: 'rename', name: 'renamed' });
  there.on.git('update-ref', runRef(nth(4)), 'HEAD');
  const server = await gitServer(t, dirname(there.on.path), there.on.env);
  const elsewhere = worldOf(there.on, { patience: 0 });
  const context = createContext(elsewhere.world).at(`${server.url}/repository/.git`);
  const found: string[] = [];
  for await (const rows of allRows(context)) for (const { name } of rows) found.push(name);
  t.same(found.sort(), ['new', 'renamed', 'run-1', 'run-2']);
  t.match(Buffer.concat(elsewhere.err).toString(), `git-run: passed over ${nth(4)}`);
  await context.close();
});
