import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { runsOf } from '../../../src/cli/mlflow/runs-of.ts';
import { editRun } from '../../../src/store/edit.ts';
import { worldOf } from '../../support/cli.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
const at = (time: number) => new Date(time).toISOString();
const gone = bench.run({ name: 'gone', started: at(NOW - 5000) });
await bench.save(bench.run({ name: 'old', started: at(NOW - 9000) }));
await bench.save(gone);
await bench.save(bench.run({ name: 'new', started: at(NOW - 1000) }));
await bench.save(bench.run({ name: 'other', experiment: { ...gone.experiment, name: 'letters' } }));
await editRun({
  repository: bench.repository,
  id: gone.id,
  edits: [{ kind: 'trash' }],
  author: AUTHOR,
  now: NOW,
});

t.test('the runs of one experiment are listed, the newest first', async t => {
  const names = async (...of: Parameters<typeof runsOf>) => (await runsOf(...of)).map(({ name }) => name);
  t.same(await names(context, 'digits', 'active_only'), ['new', 'old']);
  t.same(await names(context, 'digits', 'deleted_only'), ['gone']);
  t.same(await names(context, 'digits', 'all'), ['new', 'gone', 'old']);
  t.same(await names(context, 'letters', 'all'), ['other']);
  t.same(await names(context, 'none', 'all'), []);
});
