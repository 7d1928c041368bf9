import t from 'tap';
import { deletionId } from '../../../src/interop/mlflow-id.ts';
import { openBatch } from '../../../src/interop/mlflow-runs/save-batch.ts';
import { loadRun } from '../../../src/store/load.ts';
import { findTip } from '../../../src/store/tips.ts';
import { STARTED } from '../../support/mlruns-store.ts';
import { sampleId } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

t.test('runs are stored together, one that another process has stored meanwhile is left to it', async t => {
  const bench = await storeBench(t);
  const { repository } = bench;
  const contents = () => ({
    run: bench.run({ id: sampleId(STARTED) }),
    environment: {},
    inputs: [],
    files: [],
  });
  const all = [contents(), contents(), contents()];
  const isHere = async (id: (typeof all)[number]['run']['id']) =>
    (await findTip(repository, id)) !== undefined;
  const batch = openBatch(repository, { author: AUTHOR, isHere, together: 500 });
  const edit = {
    id: deletionId('a', STARTED),
    time: new Date(STARTED).toISOString(),
    author: 'Ada <a@b>',
    edit: { kind: 'trash' },
  } as const;
  for (const [at, one] of all.entries()) await batch.add(one, at === 0 ? edit : undefined);
  const [first, second] = all as [(typeof all)[number], (typeof all)[number]];
  t.equal(await isHere(first.run.id), false);
  const commit = await bench.save({ ...second.run, note: 'theirs' });
  await batch.flush();
  for (const { run } of all) t.equal(await isHere(run.id), true);
  t.equal((await findTip(repository, second.run.id))?.commit, commit);
  const tip = await findTip(repository, first.run.id);
  t.match(await loadRun(repository.objects, tip?.commit as string), { trashed: true });
  await batch.flush();
});
