import t from 'tap';
import { cli } from '../support/cli.ts';
import { addVersion, createModel } from '../support/registered-models.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

t.test('a run that is shown says which versions of registered models come from it', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on);
  const stored = bench.run({ name: 'otter' });
  await bench.save(stored);
  t.notMatch((await run('show')).stdout, /registered/);
  const write = { repository: bench.repository, author: AUTHOR, now: NOW };
  const model = await createModel(write, 'iris\u001b[2J');
  await addVersion(write, model, { run: stored.id, stage: 'Staging' });
  await addVersion(write, model, { run: 'other' });
  t.match((await run('show')).stdout, /\nregistered +iris\\u\{1b\}\[2J 1, Staging\n/);
  t.match(JSON.parse((await run('show', '--json')).stdout).run.registered, [
    { name: model.name, version: 1, stage: 'Staging', aliases: [] },
  ]);
});
