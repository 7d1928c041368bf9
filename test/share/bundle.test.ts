import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Remotes } from '../../src/git/remotes.ts';
import { createBundle } from '../../src/share/bundle.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { createModel } from '../support/registered-models.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('what goes into a bundle is what a push would send, and no run is no file', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const file = join(here.path, 'x.bundle');
  const create = async () =>
    createBundle({
      repository: here.repository,
      remotes: here.sharing.remotes as Remotes,
      file,
      shown: 'x.bundle',
      published: [here.git('rev-parse', 'HEAD')],
      tips: await listTips(here.repository),
      isAll: true,
      withHistory: false,
      allowed: new Set(),
    });
  t.match(await create(), { runs: [], objects: 0 });
  t.notOk(existsSync(file));
  const run = await here.save();
  await here.experiment('digits');
  await createModel({ repository: here.repository, author: AUTHOR, now: NOW }, 'iris');
  await here.save({ secrets: [{ rule: 'aws', path: 'a', ordinal: 1 }] });
  const sent = await here.push({ dryRun: true });
  const made = await create();
  t.match(made, {
    remote: 'x.bundle',
    runs: [{ id: run.id, how: 'new' }],
    experiments: 1,
    models: 1,
    refused: [{}],
  });
  t.equal(made.objects, sent.objects);
  t.equal(here.git('bundle', 'list-heads', file).split('\n').length, 3);
});
