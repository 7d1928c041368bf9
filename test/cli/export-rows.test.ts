import t from 'tap';
import type { Wish } from '../../src/cli/choose-runs.ts';
import { createContext } from '../../src/cli/context.ts';
import { exportRows, exportTable } from '../../src/cli/export-rows.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { worldOf } from '../support/cli.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const HOUR = 3_600_000;
const metric = (last: number) => ({ last, min: 0, max: 1, count: 1, step: 0 });
const save = (name: string, hours: number, acc: number) =>
  bench.save(
    bench.run({
      id: idAt(NOW - hours * HOUR, name[0]),
      name,
      metrics: { [`m-${name}`]: metric(acc), acc: metric(acc) },
    }),
  );
await save('alpha', 2, 0.9);
await save('beta', 1, 0.7);

const all: Wish = {
  ...{ count: undefined, since: undefined, until: undefined, experiment: undefined, best: undefined },
  ...{ filter: [], status: [], sort: [], per: [], remote: undefined },
};

function world() {
  const { world, err } = worldOf(bench.on);
  const context = createContext(world);
  t.teardown(() => context.close());
  return { context, said: () => Buffer.concat(err).toString() };
}

async function tableOf(selectors: string[], wish: Wish, names?: string[]) {
  const { context, said } = world();
  const { columns, rows } = await exportTable(context, selectors, wish, names);
  const found: string[] = [];
  for await (const { name } of rows) found.push(name);
  return {
    titles: columns.map(({ title }) => title).filter(title => title.includes('.')),
    found,
    said: said(),
  };
}

t.test('the columns hold what all the runs have', async t => {
  const titles = ['params.lr', 'metrics.acc', 'metrics.m-alpha', 'metrics.m-beta'];
  t.same(await tableOf([], all), { titles, found: ['beta', 'alpha'], said: '' });
  t.same((await tableOf([], { ...all, sort: ['metrics.acc'] })).found, ['alpha', 'beta']);
  t.same((await tableOf(['alpha'], all)).titles, ['params.lr', 'metrics.acc', 'metrics.m-alpha']);
});

t.test('one that no run has is said, as is that there are no runs', async t => {
  t.same(await tableOf([], all, ['name', 'metrics.ac']), {
    titles: ['metrics.ac'],
    found: ['beta', 'alpha'],
    said: 'git-run: no run exported has metrics.ac\n',
  });
  t.same((await tableOf([], { ...all, status: ['lost'] })).said, 'git-run: no run fits\n');
});

t.test('a run that comes in between is left out', async t => {
  const { context } = world();
  const { rows } = await exportTable(context, [], all, undefined);
  await save('gamma', 0, 1);
  const found: string[] = [];
  for await (const { name } of rows) found.push(name);
  t.same(found, ['beta', 'alpha']);
});

t.test('runs are those that are named, in that order', async t => {
  const names: string[] = [];
  for await (const { name } of exportRows(world().context, ['alpha', '@'], all)) names.push(name);
  t.same(names, ['alpha', 'gamma']);
});

t.test('one that is damaged is said once, however often it is met', async t => {
  bench.on.git('update-ref', runRef(idAt(NOW - 1000, 'd')), 'HEAD');
  const { found, said } = await tableOf([], all);
  t.same(found, ['gamma', 'beta', 'alpha']);
  t.match(said, /^git-run: passed over [0-9a-z]{26}: [^\n]*\n$/);
});
