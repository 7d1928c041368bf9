import t from 'tap';
import { type AdoptRegistered, adoptRegistered } from '../../../src/interop/mlflow-runs/adopt-registered.ts';
import { knownRuns } from '../../../src/interop/mlflow-runs/known-runs.ts';
import type { MlflowRegistered } from '../../../src/interop/mlflow-runs/mlflow-registered.ts';
import { hexOfId } from '../../../src/run/hex-id.ts';
import { MODEL } from '../../../src/store/model-kind.ts';
import { changeRecord, listRecords } from '../../../src/store/records.ts';
import { mlflowRegistered, mlflowVersion } from '../../support/mlflow-registered.ts';
import { STARTED } from '../../support/mlruns-store.ts';
import { addVersion, createModel } from '../../support/registered-models.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

async function opened(t: Parameters<typeof storeBench>[0]) {
  const bench = await storeBench(t);
  const { repository } = bench;
  const write = { repository, author: AUTHOR, now: STARTED };
  return {
    ...{ ...bench, write },
    models: () => listRecords(repository, MODEL),
    async bring(found: readonly MlflowRegistered[], how: Partial<AdoptRegistered> = {}) {
      const { idOf } = await knownRuns(repository);
      return adoptRegistered(found, { ...write, dryRun: false, isPart: false, idOf, ...how });
    },
  };
}

t.test('models come once, and a dry run brings none', async t => {
  const bench = await opened(t);
  const found = [mlflowRegistered({ versions: [mlflowVersion(2)] }), mlflowRegistered({ name: 'other' })];
  const models = [
    { name: 'net', versions: 1 },
    { name: 'other', versions: 0 },
  ];
  t.same(await bench.bring(found, { dryRun: true }), { models, losses: [] });
  t.same(await bench.models(), []);
  t.same(await bench.bring(found), { models, losses: [] });
  const refs = bench.on.git('for-each-ref');
  t.same(await bench.bring(found), { models: [], losses: [] });
  t.equal(bench.on.git('for-each-ref'), refs);
  t.match(await bench.models(), [{ name: 'net', versions: [{ number: 2 }] }, { name: 'other' }]);
});

t.test('one that was renamed here is the same, one that was deleted does not come again', async t => {
  const bench = await opened(t);
  const found = [mlflowRegistered(), mlflowRegistered({ name: 'other' })];
  await bench.bring(found);
  const [net, other] = await bench.models();
  await changeRecord(bench.write, MODEL, net?.id ?? '', now => ({ ...now, name: 'renamed' }));
  await changeRecord(bench.write, MODEL, other?.id ?? '', now => ({ ...now, removed: true }));
  t.same(await bench.bring(found), { models: [], losses: [] });
  t.equal((await bench.models()).length, 2);
});

t.test('a name that is taken here gets what is new there, and a number that is taken is named', async t => {
  const bench = await opened(t);
  await addVersion(bench.write, await createModel(bench.write, 'net'));
  const found = [mlflowRegistered({ created: STARTED - 5, versions: [mlflowVersion(1)] })];
  t.match(await bench.bring(found), {
    models: [{ name: 'net', versions: 1 }],
    losses: [{ path: 'models/net/version-1', why: /is version 2 here/ }],
  });
  t.same(await bench.bring(found), { models: [], losses: [] });
});

t.test('of a part of the store those come that have a version of a run here', async t => {
  const bench = await opened(t);
  const run = bench.run();
  await bench.save(run);
  const found = [
    mlflowRegistered({ versions: [mlflowVersion(1, { run: hexOfId(run.id) })] }),
    mlflowRegistered({ name: 'other', versions: [mlflowVersion(1)] }),
  ];
  t.match(await bench.bring(found, { isPart: true }), { models: [{ name: 'net' }], losses: [] });
});

t.test('one that cannot be kept is named, and the others come', async t => {
  const bench = await opened(t);
  const found = [
    mlflowRegistered({ name: 'large', description: 'x'.repeat(17 << 20) }),
    mlflowRegistered({ name: 'a\nb' }),
    mlflowRegistered(),
  ];
  t.match(await bench.bring(found), {
    models: [{ name: 'net' }],
    losses: [{ path: 'models/large', why: /left out/ }, { path: 'models/a\nb' }],
  });
});
