import t from 'tap';
import { cli } from '../../support/cli.ts';
import { loosen, removeObject, replaceRecord } from '../../support/damage.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';
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
