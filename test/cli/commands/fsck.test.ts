import t from 'tap';
import { addTombstones } from '../../../src/store/ledger/own-ledger.ts';
import { cli } from '../../support/cli.ts';
import { loosen, removeObject, replaceRecord } from '../../support/damage.ts';
import { liveRun } from '../../support/live-run.ts';
import { createModel } from '../../support/registered-models.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const { on } = bench;
const run = cli(on);
const files = storedFiles({ 'artifacts/model': 'x' });
await bench.save(bench.run({ name: 'heron' }), { files: storedFiles({ 'artifacts/model': 'y' }) });

t.test('runs that are whole are a count', async t => {
  t.same(
    { ...(await run('fsck')), bytes: undefined },
    { exitCode: 0, stdout: '1 run whole\n', stderr: '', bytes: undefined },
  );
  t.match(await run('fsck', 'heron', '--no-content'), { exitCode: 0, stdout: '1 run whole\n' });
});

t.test('one that is hurt is named, with what can be had, and is found by its id', async t => {
  const { id } = bench.run();
  await bench.save(bench.run({ id, name: 'otter' }), { files });
  loosen(on);
  removeObject(on, on.git('rev-parse', `refs/runs/${id}:artifacts/model`));
  const expected = [
    `otter (${id.slice(-8)}) is hurt`,
    '  artifacts/model is missing or cannot be read',
    '  whole: record, manifest, source, inputs, environment',
  ];
  t.match(await run('fsck'), {
    exitCode: 1,
    stdout: [...expected, '1 run whole, 1 hurt', ''].join('\n'),
  });
  replaceRecord(on, id, 'run.json', '{');
  t.match(await run('fsck', id.slice(-8)), { exitCode: 1, stdout: `${id} is hurt\n` });
  t.match(JSON.parse((await run('fsck', '--json')).stdout), {
    version: 1,
    whole: 1,
    runs: [{ id, state: 'hurt', whole: ['manifest', 'source', 'inputs', 'environment'] }],
  });
  t.match(await run('fsck', 'heron'), { exitCode: 0, stdout: '1 run whole\n' });
  t.match(await run('fsck', 'nobody'), { exitCode: 1, stderr: /no run matches 'nobody'/ });
});

t.test('what interrupted runs left is named, and is no damage', async t => {
  const other = await storeBench(t);
  const dead = await liveRun(other, other.run(), { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 });
  const stale = `refs/run-live/${other.run().id}`;
  other.on.git('update-ref', stale, 'HEAD');
  const { exitCode, stdout, stderr } = await cli(other.on)('fsck');
  t.match({ exitCode, stdout }, { exitCode: 0, stdout: '0 runs whole\n' });
  t.match(stderr, `git-run: run ${dead.id} was interrupted; its journal is ${dead.path}\n`);
  t.match(stderr, `git-run: ${stale} is of no run any more; git run recover removes it\n`);
});

t.test('a registered model is looked over, and told where it is hurt', async t => {
  const other = await storeBench(t);
  const run = cli(other.on);
  const { id } = await createModel({ repository: other.repository, author: AUTHOR, now: NOW }, 'iris');
  const ref = `refs/runs/registry/${id}`;
  const before = other.on.git('rev-parse', ref);
  t.match(await run('gc'), { exitCode: 0 });
  other.on.git('gc', '-q', '--prune=now');
  t.notMatch((await run('doctor')).stdout, /registry/);
  t.match(await run('fsck'), { exitCode: 0, stdout: '0 runs whole\n' });
  t.equal(other.on.git('rev-parse', ref), before);
  other.on.git('update-ref', ref, 'HEAD');
  t.match(await run('fsck'), { exitCode: 1, stdout: new RegExp(`^${ref}.*missing`) });
  t.match(JSON.parse((await run('fsck', '--json')).stdout), { models: [{ ref }] });
});

t.test('a ledger that is hurt is told, and so is a run that it says was deleted', async t => {
  const other = await storeBench(t);
  const { id } = other.run();
  await other.save(other.run({ id }));
  const { repository, on: there } = other;
  const stone = { id, time: '2026-11-02T00:00:00.000Z', who: 'Ada', kind: 'deleted' } as const;
  await addTombstones({ repository, author: AUTHOR, now: NOW }, [stone]);
  const look = cli(there);
  t.match(await look('fsck'), {
    exitCode: 0,
    stdout: '1 run whole\n',
    stderr: `git-run: run ${id} is here, though`,
  });
  there.git('update-ref', 'refs/runs/ledger/torn', 'HEAD');
  const hurt = await look('fsck');
  t.match(hurt, {
    exitCode: 1,
    stdout: 'refs/runs/ledger/torn: its record is missing or cannot be read\n1 run whole\n',
  });
  t.match(JSON.parse((await look('fsck', '--json')).stdout), {
    undead: [id],
    ledgers: [{ ref: 'refs/runs/ledger/torn' }],
  });
  t.match((await look('log')).stdout.split('\n').length, 3, 'and none of it is a run');
});
