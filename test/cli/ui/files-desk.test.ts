import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { filesDesk } from '../../../src/cli/ui/files-desk.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';
import { storeBench } from '../../support/store-bench.ts';
import type { Teardown, TemporaryRepository } from '../../support/temporary-repository.ts';

function deskIn(t: Teardown, on: Pick<TemporaryRepository, 'path' | 'env'>, now?: () => number) {
  const context = createContext(worldOf(on, now === undefined ? {} : { now }).world);
  t.teardown(() => context.close());
  return filesDesk(context);
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

t.test('files of a run are listed with their digests, and read as far as they are looked at', async t => {
  const opened = await openedRepository(t);
  const job =
    'mkdir $GIT_RUN_ARTIFACTS/sub; printf 0123456789 > $GIT_RUN_ARTIFACTS/sub/a; : > $GIT_RUN_ARTIFACTS/b';
  const { run } = await recordRun(opened, ['sh', '-c', job]);
  const desk = deskIn(t, opened);
  const artifacts = await desk.artifacts(run.id);
  t.same(
    artifacts.map(({ path, size, sha256 }) => [path, size, sha256.length]),
    [
      ['b', 0, 64],
      ['sub/a', 10, 64],
    ],
  );
  t.equal(text(await desk.artifact(run.id, 'sub/a', 4)), '0123');
  t.equal(text(await desk.artifact(run.id, 'sub/a', 4000)), '0123456789');
  t.equal(text(await desk.artifact(run.id, 'b', 10)), '');
  await t.rejects(desk.artifact(run.id, 'nowhere', 4), { code: 'artifact-not-found' });
  const fresh = deskIn(t, opened);
  t.equal(text(await fresh.artifact(run.id, 'sub/a', 2)), '01', 'also where nobody has listed them');
});

t.test('a huge file costs what is read of it', async t => {
  const opened = await openedRepository(t);
  const job = 'dd if=/dev/zero of=$GIT_RUN_ARTIFACTS/huge bs=1000000 count=200 2>/dev/null';
  const { run } = await recordRun(opened, ['sh', '-c', job]);
  const desk = deskIn(t, opened);
  await desk.artifacts(run.id);
  const before = process.memoryUsage().arrayBuffers;
  t.equal((await desk.artifact(run.id, 'huge', 256_000)).length, 256_000);
  t.ok(process.memoryUsage().arrayBuffers - before < 20e6, 'the rest is not read');
});

t.test('a run in progress has what is there so far, and no links', async t => {
  const bench = await storeBench(t);
  const live = await liveRun(bench, bench.run());
  const directory = join(live.path, 'artifacts');
  mkdirSync(join(directory, 'sub'));
  writeFileSync(join(directory, 'sub', 'log.txt'), 'one\n');
  symlinkSync('/etc/hostname', join(directory, 'link'));
  const desk = deskIn(t, bench.on, Date.now);
  t.same(await desk.artifacts(live.id), [{ path: 'sub/log.txt', size: 4, sha256: '' }]);
  t.equal(text(await desk.artifact(live.id, 'sub/log.txt', 100)), 'one\n');
  appendFileSync(join(directory, 'sub', 'log.txt'), 'two\n');
  t.equal(text(await desk.artifact(live.id, 'sub/log.txt', 100)), 'one\ntwo\n');
  await t.rejects(desk.artifact(live.id, 'link', 100), { code: 'artifact-not-found' });
  await t.rejects(desk.artifact(live.id, '../plan.json', 100), { code: 'artifact-not-found' });
});

t.test('a run that is nowhere is not found', async t => {
  const bench = await storeBench(t);
  const desk = deskIn(t, bench.on);
  await t.rejects(desk.artifacts(bench.run().id), { code: 'run-not-found' });
});
