import t from 'tap';
import { openAdopter, ourName } from '../../../src/interop/mlflow-runs/adopt-experiments.ts';
import { changeExperiment, createExperiment, listExperiments } from '../../../src/store/experiments.ts';
import { STARTED } from '../../support/mlruns-store.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const ID = '100000000000000001';
const one = (changes = {}) => ({
  id: ID,
  path: ID,
  name: 'digits',
  deleted: false,
  created: STARTED,
  tags: {},
  ...changes,
});

t.test('an experiment is found again by its id, whatever it is called by now', async t => {
  const { repository } = await storeBench(t);
  const request = { repository, author: AUTHOR, dryRun: false };
  const first = await (await openAdopter(request)).adopt(one());
  const [made] = await listExperiments(repository);
  await changeExperiment({ repository, author: AUTHOR, now: STARTED }, made as never, { name: 'figures' });
  const again = await openAdopter(request);
  t.match(await again.adopt(one()), { id: first.id, name: 'figures' });
  t.same(again.created, []);
});

t.test('small numbers are ids of many stores: names tell', async t => {
  const { repository } = await storeBench(t);
  const write = { repository, author: AUTHOR, now: STARTED };
  const there = await createExperiment(write, { name: 'digits', tags: { 'mlflow.experimentId': '7' } });
  const adopter = await openAdopter({ repository, author: AUTHOR, dryRun: false });
  t.equal((await adopter.adopt(one({ id: '1' }))).id, there.id);
  t.not((await adopter.adopt(one({ id: '7', name: 'other' }))).id, there.id);
});

t.test('a deleted one is deleted here, and a live one of its name is another', async t => {
  const { repository } = await storeBench(t);
  const adopter = await openAdopter({ repository, author: AUTHOR, dryRun: false });
  const gone = await adopter.adopt(one({ deleted: true }));
  const live = await adopter.adopt(one({ id: '100000000000000002' }));
  t.not(gone.id, live.id);
  t.equal((await adopter.adopt(one({ deleted: true }))).id, gone.id);
  t.same((await listExperiments(repository)).map(({ removed }) => removed).sort(), [false, true]);
});

t.test('a dry run creates none', async t => {
  const { repository } = await storeBench(t);
  const adopter = await openAdopter({ repository, author: AUTHOR, dryRun: true });
  await adopter.adopt(one());
  await adopter.adopt(one());
  t.same(adopter.created, ['digits']);
  t.same(await listExperiments(repository), []);
});

t.test('the first experiment of every store is the default one', async t => {
  t.equal(ourName({ id: '0', name: 'Default' }), 'default');
  t.equal(ourName({ id: '1', name: 'Default' }), 'Default');
  t.equal(ourName({ id: '5', name: '' }), 'mlflow-5');
});
