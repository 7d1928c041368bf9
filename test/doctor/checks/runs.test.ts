import t from 'tap';
import { runs } from '../../../src/doctor/checks/runs.ts';
import { replaceRecord } from '../../support/damage.ts';
import { folded, nth, runsBench } from '../../support/folding.ts';
import { NOW, sampleId } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

t.test('runs with secrets, of days to come, and that cannot be read are counted', async t => {
  const bench = await storeBench(t);
  const look = () =>
    runs.look({ cwd: bench.on.path, env: bench.on.env, now: NOW, repository: bench.repository });
  t.match(await look(), [{ state: 'ok', message: 'none yet' }]);
  await bench.save(bench.run());
  t.match(await look(), [{ state: 'ok', message: '1' }]);
  await bench.save(bench.run({ secrets: [{ rule: 'aws', path: 'x', ordinal: 1 }] }));
  await bench.save(bench.run({ id: sampleId(NOW + 3 * 86_400_000) }));
  const hurt = bench.run();
  await bench.save(hurt);
  replaceRecord(bench.on, hurt.id, 'run.json', '{');
  await bench.repository.close();
  t.match(await look(), [
    { state: 'problem', message: '1 cannot be read', remedy: ['git run fsck'] },
    { state: 'warning', message: /^1 look as if they hold secrets/ },
    { state: 'warning', message: /which is to come/, remedy: [/^git update-ref -d refs\/runs\//] },
  ]);
});

t.test('folded runs are counted among them', async t => {
  const { repository, on, save, run } = await runsBench(t, 2);
  await folded(repository);
  await save(run({ id: nth(7) }));
  const look = (now: number) => runs.look({ cwd: on.path, env: on.env, now, repository });
  t.match(await look(NOW + 3_600_000), [{ state: 'ok', message: '3, of which 2 are folded' }]);
  const [, older] = await look(NOW - 3 * 86_400_000);
  t.match(older?.remedy, [/^git run rm \w{8}, if it need not be kept$/]);
});
