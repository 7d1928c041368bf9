import { mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { takeHostRun } from '../../../src/interop/mlflow/host-run.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { sampleId } from '../../support/run-rows.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('what a client logs goes into the journal of the job', async t => {
  const bench = await mlflowBench(t);
  const path = temporaryDirectory(t);
  mkdirSync(join(path, 'artifacts'));
  const placed: string[] = [];
  const placeIn = async (name: string) => {
    placed.push(name);
    return { name };
  };
  const host = { id: sampleId(1_000_000), path, started: 1_000_000, placeIn };
  const tags = [
    { key: 'mlflow.user', value: 'ada' },
    { key: 'mlflow.note.content', value: 'said' },
    { key: 'mlflow.runName', value: 'outer' },
  ];
  const asked = { name: 'outer', experiment: 'sweep', user: 'ada', started: 2_000_000, tags };
  const take = takeHostRun(bench.world, host);
  const [run, ...others] = await Promise.all([take(asked), take(asked), take(asked)]);
  if (run === undefined) throw new Error('it was not handed out');
  t.same(others, [undefined, undefined], 'of clients that begin at once one has it');
  t.equal(run.id, host.id);
  t.same(placed, ['sweep']);
  await run.log({ params: [{ key: 'lr', value: '0.1' }] });
  await run.update({ status: 'FINISHED', ended: 3_000_000 });
  const view = await run.view();
  t.match(view, { id: host.id, experiment: 'sweep', started: 1_000_000, status: 'FINISHED' });
  const events = readFileSync(join(path, `events.${hostname()}.${process.pid}`), 'utf8').split('\n');
  t.match(events, [
    '{"note":"said"}',
    '{"name":"outer"}',
    '{"tag":{"mlflow.user":"ada"}}',
    /mlflow\.note\.content/,
    /mlflow\.runName/,
    '{"param":{"lr":0.1}}',
    '',
  ]);
  await run.end({ status: 'finished', exitCode: 0 });
  t.equal(bench.on.git('for-each-ref', 'refs/runs'), '', 'who records the job stores it');
});

t.test('who could not be handed it leaves it to the next', async t => {
  const bench = await mlflowBench(t);
  const path = temporaryDirectory(t);
  mkdirSync(join(path, 'artifacts'));
  let asks = 0;
  const placeIn = async (name: string) => {
    if (asks++ === 0) throw new Error('no room');
    return { name };
  };
  const host = { id: sampleId(1_000_000), path, started: 1_000_000, placeIn };
  const take = takeHostRun(bench.world, host);
  const asked = { name: 'a', experiment: 'default', user: '', started: 1, tags: [] };
  await t.rejects(take(asked), { message: 'no room' });
  t.equal((await take(asked))?.id, host.id);
});
