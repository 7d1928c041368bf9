import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { related } from '../../../src/cli/ui/related-runs.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import { worldOf } from '../../support/cli.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
const id = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);

async function save(n: number, ...parents: readonly RunId[]) {
  const lineage = parents.map(parent => ({ relation: 'rerun-of', id: parent }) as const);
  const from = parents.map(parent => ({ ...lineage[0], id: parent, commit: '1'.repeat(40) }));
  await bench.save(bench.run({ id: id(n), name: `run-${n}`, lineage: from as never }));
}

await save(0);
await save(1, id(0));
await save(2, id(1));
await save(3, id(0));
await save(4);
await save(5, idAt(NOW, 'gone'));

const names = async (n: number) => (await related(context, id(n))).map(({ name }) => name);

t.test('where a run came from, and what came from it, however far; the newest first', async t => {
  for (const n of [0, 1, 2, 3]) t.same(await names(n), ['run-3', 'run-2', 'run-1', 'run-0']);
});

t.test('a run without relatives is alone', async t => {
  t.same(await names(4), ['run-4']);
});

t.test('one whose parent is gone is there', async t => {
  t.same(await names(5), ['run-5']);
});

t.test('of a run that is not there there is nothing', async t => {
  t.same(await related(context, idAt(NOW, 'nobody')), []);
});
