import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { beginRun } from '../../../src/interop/mlflow/begin-run.ts';
import { loadRun } from '../../../src/store/load.ts';
import { newRunId } from '../../../src/store/new-id.ts';
import { findTip } from '../../../src/store/tips.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const open = (more = {}) => {
  const started = Date.now();
  const asked = {
    name: 'a',
    experiment: 'exp',
    user: '',
    started,
    tags: [],
    id: newRunId(started),
    ...more,
  };
  return beginRun(bench.world, asked);
};
const stored = async (id: never) => {
  const tip = await findTip(bench.repository, id);
  return loadRun(bench.repository.objects, (tip as { commit: string }).commit);
};
const tag = (key: string, value: string) => ({ key, value });
const FINISHED = { status: 'finished', exitCode: 0 } as const;

t.test('what is logged is in the journal before it is answered', async t => {
  const run = await open();
  await run.log({ params: [tag('lr', '0.1')], metrics: [{ key: 'm', value: 1, timestamp: 2000, step: 3 }] });
  const journal = join(bench.on.path, '.git/git-run/live', run.id, 'events');
  t.equal(readFileSync(journal, 'utf8'), '{"param":{"lr":0.1}}\n{"metric":{"m":1},"step":3,"time":2}\n');
  await run.end(FINISHED);
});

t.test('the commit has all of it, and what was taken back is gone', async t => {
  const tags = [tag('mlflow.source.name', 'train.py'), tag('mlflow.note.content', 'said'), tag('x', '1')];
  const run = await open({ name: 'a: b', tags });
  await run.log({
    params: [tag('lr', '0.1')],
    metrics: [{ key: 'm', value: 0.5, timestamp: 5, step: 1 }],
    tags: [tag('y', '2'), tag('z', '3')],
  });
  await run.deleteTag('x');
  await run.deleteTag('z');
  await run.update({ status: 'FINISHED', ended: Date.now() + 5000, name: 'other' });
  await run.setDeleted(true);
  await run.end({ status: 'lost', why: 'as its client said it is' });
  const found = await stored(run.id as never);
  t.equal(found.trashed, true);
  t.match(found.run, {
    ...{ name: 'other', note: 'said', outcome: FINISHED, experiment: { name: 'exp' }, started: /Z$/ },
    params: { lr: { value: 0.1 } },
    metrics: { m: { last: 0.5, step: 1 } },
    command: { argv: ['python', 'train.py'] },
    resources: { wall: Number },
  });
  t.same(
    { ...found.run.tags },
    {
      'mlflow.source.name': 'train.py',
      'mlflow.note.content': 'said',
      'mlflow.runName': 'other',
      y: '2',
    },
  );
});

t.test('a run of a run says so', async t => {
  const parent = await open();
  await parent.end(FINISHED);
  const child = await open({ parent: parent.id });
  await child.end(FINISHED);
  const tip = await findTip(bench.repository, parent.id);
  t.same((await stored(child.id as never)).run.lineage, [
    { relation: 'child-of', id: parent.id, commit: tip?.commit },
  ]);
});

t.test('a batch in which one param changes leaves nothing', async t => {
  const run = await open();
  await run.log({ params: [tag('a', '1')] });
  await t.rejects(run.log({ params: [tag('b', '1'), tag('a', '2')], tags: [tag('t', '')] }), {
    message: /not allowed/,
  });
  const view = await run.view();
  t.same([...view.params], [['a', '1']]);
  t.same([...view.tags], []);
  await run.end(FINISHED);
});
