import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { openStages } from '../../src/cli/stages.ts';
import { worldOf } from '../support/cli.ts';

t.test('what is quick says nothing', async t => {
  const { world, err } = worldOf({ path: '/', env: {} });
  const stages = openStages(world, 'origin');
  stages.update({ stage: 'writing', done: 1, total: 2 });
  stages.stop();
  t.same(err, []);
});

t.test('elsewhere than on a terminal one line says with whom it talks', async t => {
  const { world, err } = worldOf({ path: '/', env: {} }, { patience: 1 });
  const stages = openStages(world, 'origin');
  while (err.length === 0) await delay(1);
  stages.update({ stage: 'writing', done: 1, total: 2 });
  stages.stop();
  t.equal(Buffer.concat(err).toString(), 'git-run: talking to origin\n');
});
