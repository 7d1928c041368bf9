import t from 'tap';
import { Tracking } from '../../../src/interop/mlflow/tracking.ts';
import { MODEL } from '../../../src/store/model-kind.ts';
import { listRecords } from '../../../src/store/records.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { registry } = bench.tracking;
const none = { description: '', tags: {} };

t.test('versions that two servers make at once have numbers of their own, and none is lost', async t => {
  await registry.create('busy', none);
  // As those of two processes: neither waits for the other.
  const other = new Tracking(bench.world).registry;
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      (at % 2 === 0 ? registry : other).addVersion('busy', { source: `s3://b/${at}` }),
    ),
  );
  t.same(made.map(({ version }) => version.number).sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
  const { versions } = await registry.get('busy');
  t.same(versions.map(({ source }) => source).sort(), made.map(({ version }) => version.source).sort());
});

t.test('of two that create one model at once, one is told', async t => {
  const other = new Tracking(bench.world).registry;
  const both = await Promise.allSettled([registry.create('race', none), other.create('race', none)]);
  const failed = both.filter(({ status }) => status === 'rejected');
  // Two of one millisecond are one commit, and both have created it.
  for (const one of failed)
    t.match(one, {
      reason: { data: { code: 'RESOURCE_ALREADY_EXISTS' }, message: /\(name=race\) already exists/ },
    });
  t.equal((await registry.all()).filter(({ name }) => name === 'race').length, 1);
});

t.test('a model that another server has renamed is not found by who goes on with its old name', async t => {
  await registry.create('old', none);
  await new Tracking(bench.world).registry.change('old', () => ({ name: 'new' }));
  await t.rejects(registry.addVersion('old', { source: 's3://b' }), {
    message: 'Registered Model with name=old not found',
  });
});

t.test('a name that is taken says by what', async t => {
  const prompt = { description: '', tags: { 'mlflow.prompt.is_prompt': 'true' } };
  await registry.create('model', none);
  await registry.create('prompt', prompt);
  const told = (name: string, given: typeof none) =>
    registry.create(name, given).catch(error => error.message);
  t.equal(await told('model', none), 'Registered Model (name=model) already exists.');
  t.equal(await told('prompt', prompt), 'Prompt (name=prompt) already exists.');
  t.match(await told('model', prompt), /create a prompt with name 'model', .* taken by a registered model/);
  t.match(await told('prompt', none), /create a registered model with name 'prompt', .* taken by a prompt/);
  await t.rejects(
    registry.change('model', () => ({ name: 'prompt' })),
    { message: /prompt.* already exists/i },
  );
});

t.test('what is deleted stays in Git, and its name is free', async t => {
  await registry.create('gone', none);
  await registry.addVersion('gone', { source: 's3://b/1' });
  await registry.change('gone', () => ({ removed: true }));
  await t.rejects(registry.get('gone'), { message: 'Registered Model with name=gone not found' });
  await registry.create('gone', none);
  t.equal((await registry.addVersion('gone', { source: 's3://b/2' })).version.number, 1);
  const kept = (await listRecords(bench.repository, MODEL)).filter(({ name }) => name === 'gone');
  t.same(kept.map(({ removed, versions }) => `${removed} ${versions.map(({ source }) => source)}`).sort(), [
    'false s3://b/2',
    'true s3://b/1',
  ]);
});

t.test('names of any kind are data', async t => {
  for (const name of [
    '../../x',
    'a..b',
    '.lock',
    '-rf',
    '@{1}',
    'refs/heads/main',
    'ü\u202e',
    'constructor',
  ]) {
    await registry.create(name, none);
    await registry.addVersion(name, { source: 's3://b' });
    t.equal((await registry.get(name)).versions.length, 1, name);
  }
  const refs = bench.on.git('for-each-ref', '--format=%(refname)', 'refs/runs/registry').split('\n');
  t.ok(refs.every(ref => /^refs\/runs\/registry\/[a-z2-7]{26}$/.test(ref)));
});
