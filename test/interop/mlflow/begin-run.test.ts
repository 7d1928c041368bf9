import t from 'tap';
import { beginRun } from '../../../src/interop/mlflow/begin-run.ts';
import { loadRun } from '../../../src/store/load.ts';
import { newRunId } from '../../../src/store/new-id.ts';
import { findTip } from '../../../src/store/tips.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const FINISHED = { status: 'finished', exitCode: 0 } as const;

/** Begins a run and ends it; returns it as it is stored. */
async function begun(more: object) {
  const started = Date.now();
  const asked = { name: 'a', experiment: 'exp', user: '', started, tags: [], id: newRunId(started), ...more };
  const run = await beginRun(bench.world, asked);
  await run.end(FINISHED);
  const commit = (await findTip(bench.repository, run.id))?.commit as string;
  return (await loadRun(bench.repository.objects, commit)).run;
}

t.test('its command is the script, as it would be started again', async t => {
  const tag = (value: string) => ({ tags: [{ key: 'mlflow.source.name', value }] });
  t.same((await begun(tag('train.py'))).command.argv, ['python', 'train.py']);
  t.same((await begun(tag('/usr/bin/tool'))).command.argv, ['/usr/bin/tool']);
  t.same((await begun({})).command.argv, ['mlflow']);
});

t.test('it is a child of the run that it is begun in', async t => {
  const outer = await begun({});
  const within = await begun({ parent: outer.id });
  t.match(within.lineage, [{ relation: 'child-of', id: outer.id }]);
  t.equal(within.lineage.length, 1);
  t.same((await begun({})).lineage, []);
});
