import t from 'tap';
import { experimentsThere } from '../../../src/interop/mlflow-server/experiments-there.ts';
import { changeExperiment, createExperiment } from '../../../src/store/experiments.ts';
import { fakeMlflow, refuse } from '../../support/fake-mlflow.ts';
import { STARTED } from '../../support/mlruns-store.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

async function opened(
  t: Parameters<typeof storeBench>[0],
  found?: object,
  { removed = false, dryRun = false } = {},
) {
  const { repository } = await storeBench(t);
  const write = { repository, author: AUTHOR, now: STARTED };
  let made = await createExperiment(write, { name: 'digits', description: 'of note', tags: { team: 'x' } });
  if (removed) made = await changeExperiment(write, made, { removed: true });
  const sent: object[] = [];
  const note = ({ json, path }: { json: object; path: string }) => {
    sent.push({ path, ...json });
    return { experiment_id: '9' };
  };
  const fake = await fakeMlflow(t, {
    '/experiments/get-by-name':
      found === undefined ? refuse(404, 'RESOURCE_DOES_NOT_EXIST') : () => ({ experiment: { ...found } }),
    ...Object.fromEntries(['create', 'delete', 'restore'].map(verb => [`/experiments/${verb}`, note])),
    '/runs/search': () => ({}),
  });
  const there = await experimentsThere(fake.server, repository, { dryRun });
  return { there, made, sent, experiment: await there.of(made) };
}

t.test('one that is not there is made, with its note and tags; a dry run makes none', async t => {
  const { experiment, sent, made, there } = await opened(t);
  t.match(experiment, { id: '9', name: 'digits' });
  t.match(sent, [{ path: '/experiments/create', name: 'digits' }]);
  t.match((sent[0] as { tags: object[] }).tags, [
    { key: 'team', value: 'x' },
    { key: 'mlflow.note.content', value: 'of note' },
    { key: 'gitrun.id', value: made.id },
  ]);
  t.equal(there.count(), 1);
  const dry = await opened(t, undefined, { dryRun: true });
  t.same(dry.sent, []);
  t.equal(dry.experiment.id, undefined);
});

t.test('one that somebody deleted there is left alone, and its runs out', async t => {
  const { experiment, sent, there } = await opened(t, { experiment_id: '9', lifecycle_stage: 'deleted' });
  t.match(experiment.why, /is deleted there: restore it/);
  await there.close();
  t.same(sent, []);
});

t.test('one that is deleted here is deleted there, if an export has made it', async t => {
  const made = await opened(t, undefined, { removed: true });
  await made.there.close();
  t.match(made.sent.at(-1), { path: '/experiments/delete', experiment_id: '9' });
  const others = await opened(t, { experiment_id: '9', lifecycle_stage: 'active' }, { removed: true });
  await others.there.close();
  t.same(others.sent, []);
});
