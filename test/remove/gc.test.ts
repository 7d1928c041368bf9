import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Content } from '../../src/git/lfs/pointer.ts';
import { printPointer } from '../../src/git/lfs/pointer.ts';
import { openRepository } from '../../src/git/open.ts';
import { condemn, readCondemned } from '../../src/remove/condemned.ts';
import { type GcRequest, gc } from '../../src/remove/gc.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { openIndex } from '../../src/store/index/segments.ts';
import { checkLedgers } from '../../src/store/ledger/check-ledger.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { listTombstones } from '../../src/store/ledger/tombstones.ts';
import { listTips } from '../../src/store/tips.ts';
import { folded } from '../support/folding.ts';
import { liveRun } from '../support/live-run.ts';
import { DAY, type RemovalBench, removalBench } from '../support/removal-bench.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { largeFiles } from '../support/stored-files.ts';

const collect = (
  { repository, on }: Pick<RemovalBench, 'repository' | 'on'>,
  more: Partial<GcRequest> = {},
) =>
  gc({
    repository,
    author: AUTHOR,
    env: on.env,
    now: NOW + 91 * DAY,
    trashAge: 90 * DAY,
    grace: 0,
    dryRun: false,
    foldAfter: 0,
    ...more,
  });

t.test(
  'what has been in the trash for long enough is deleted, with a tombstone, and its room is free',
  async t => {
    const bench = await removalBench(t);
    const { repository, on, stored, trash } = bench;
    const [old, young, kept] = [
      await stored({ 'artifacts/model': 'weights of the old' }, { sources: { 'edit.py': 'old edit' } }),
      await stored({ 'artifacts/model': 'weights of the young' }),
      await stored({ 'artifacts/model': 'weights of the kept' }),
    ];
    await trash(old.id);
    await trash(young.id, NOW + 2 * DAY);
    const before = { all: bench.all(), refs: bench.refs() };
    const would = await collect(bench, { dryRun: true });
    t.same({ all: bench.all(), refs: bench.refs() }, before, 'a look changes nothing');
    const report = await collect(bench);
    t.match(report, { deleted: [{ id: old.id, name: 'swift-otter', since: NOW }], spared: [], waiting: 1 });
    t.same(report.deleted, would.deleted);
    t.equal(report.freed.objects, would.freed.objects);
    t.ok(report.freed.bytes > 0 && report.heldBack.objects === 0);
    t.same((await listTips(repository)).map(({ id }) => id).sort(), [young.id, kept.id].sort());
    t.match(await listTombstones(repository), [
      { id: old.id, kind: 'deleted', who: 'Ada Author <ada@example.com>' },
    ]);
    t.notMatch(bench.allContent().toString(), /weights of the old|old edit/);
    t.match(bench.allContent().toString(), /weights of the kept/);
    t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
    for (const tip of await listTips(repository))
      t.match(await checkRun(openCheck(repository), tip), { state: 'whole' });
    t.match(await collect(bench), { deleted: [], freed: { objects: 0 } });
  },
);

t.test('what another run, or the user, holds as well stays', async t => {
  const bench = await removalBench(t);
  const { on, repository, stored, trash } = bench;
  const shared = { 'artifacts/model': 'shared weights' };
  const [gone, kept] = [await stored({ ...shared, 'artifacts/own': 'own weights' }), await stored(shared)];
  on.git('branch', 'mine', gone.source.commit);
  await trash(gone.id);
  await collect(bench);
  t.match(bench.allContent().toString(), /shared weights/);
  t.notMatch(bench.allContent().toString(), /own weights/);
  t.equal(on.git('rev-parse', 'mine'), gone.source.commit);
  t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
  const [tip] = await listTips(repository);
  t.equal(tip?.id, kept.id);
});

t.test('what was written lately is freed by a later one', async t => {
  const bench = await removalBench(t);
  const { on, repository, stored, trash } = bench;
  await trash((await stored({ 'artifacts/model': 'weights' })).id);
  const now = Date.now() + 91 * DAY;
  const lately = { now: Date.now() + DAY, trashAge: 0, grace: 14 * DAY };
  const report = await collect(bench, lately);
  t.match(report, { deleted: [{}], freed: { objects: 0 } });
  t.ok(report.heldBack.objects > 0);
  t.not((await readCondemned(repository.place, 'deleted')).length, 0);
  t.match(bench.allContent().toString(), /weights/);
  const again = await collect(bench, { now, grace: 14 * DAY });
  t.match(again, {
    deleted: [],
    freed: report.heldBack.objects === 0 ? {} : { objects: report.heldBack.objects },
  });
  t.notMatch(bench.allContent().toString(), /weights/);
  t.same(await readCondemned(repository.place, 'deleted'), []);
  t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('an edit that comes in between keeps the run, and takes its tombstone back', async t => {
  const bench = await removalBench(t);
  const { repository, on, stored, trash, edit } = bench;
  const [edited, gone] = [await stored({}), await stored({})];
  await trash(edited.id);
  await trash(gone.id);
  // Between the look and the removal lies the tombstone: whoever writes it lets the edit in.
  const { objects } = repository;
  let isEdited = false;
  const commit: typeof objects.commit = async commits => {
    const made = await objects.commit(commits);
    if (!isEdited && commits[0]?.ref.startsWith('refs/runs/ledger/')) {
      isEdited = true;
      await edit(edited.id, [{ kind: 'tag', key: 'late', value: '' }]);
    }
    return made;
  };
  const report = await collect({ on, repository: { ...repository, objects: { ...objects, commit } } });
  t.match(report, { deleted: [{ id: gone.id }], spared: [edited.id], waiting: 1 });
  t.same(
    (await listTips(repository)).map(({ id }) => id),
    [edited.id],
  );
  t.match(await listTombstones(repository), [{ id: gone.id }]);
  t.match(await checkRun(openCheck(repository), (await listTips(repository))[0] as never), {
    state: 'whole',
  });
});

t.test(
  'one that was killed between tombstone and ref is finished, or undone where somebody restored the run',
  async t => {
    const bench = await removalBench(t);
    const { repository, stored, trash, edit } = bench;
    const [gone, restored] = [await stored({ 'artifacts/a': 'goes' }), await stored({})];
    const commits = [await trash(gone.id), await trash(restored.id)];
    await condemn(repository.place, 'deleted', commits);
    const stones = [gone, restored].map(
      ({ id }) => ({ id, time: new Date(NOW).toISOString(), who: 'x', kind: 'deleted' }) as const,
    );
    await addTombstones({ repository, author: AUTHOR, now: NOW }, stones);
    await edit(restored.id, [{ kind: 'restore' }]);
    t.equal((await checkLedgers(repository)).undead.length, 2);
    await collect(bench);
    t.match(await listTombstones(repository), [{ id: gone.id }]);
    t.same(
      (await listTips(repository)).map(({ id }) => id),
      [restored.id],
    );
    t.same((await checkLedgers(repository)).undead, []);
    t.notMatch(bench.allContent().toString(), /goes/);
  },
);

t.test('one that was killed before the objects were removed is finished by the next', async t => {
  const bench = await removalBench(t);
  const { repository, on, stored, trash } = bench;
  const { id } = await stored({ 'artifacts/a': 'left behind' });
  await condemn(repository.place, 'deleted', [await trash(id)]);
  on.git('update-ref', '-d', `refs/runs/${id}`);
  // The run, its edit, their trees and files, and its source.
  t.match(await collect(bench, { dryRun: true }), { deleted: [], freed: { objects: 13 } });
  t.match(await collect(bench), { freed: { objects: 13 } });
  t.notMatch(bench.allContent().toString(), /left behind/);
});

t.test('two at once take turns, and recorders are not harmed', async t => {
  const bench = await removalBench(t);
  const { on, stored, trash } = bench;
  for (const name of ['1', '2', '3']) await trash((await stored({ 'artifacts/a': name })).id);
  const doors = await Promise.all([1, 2].map(() => openRepository(on.path, on.env)));
  const recorded: string[] = [];
  const record = async () => {
    for (let n = 0; n < 8; n++) {
      const { id } = await stored({ 'artifacts/a': String(n % 4), 'artifacts/b': `new ${n}` });
      recorded.push(id);
    }
  };
  const [one, two] = (await Promise.all([
    ...doors.map(repository => collect({ on, repository })),
    record(),
  ])) as Awaited<ReturnType<typeof gc>>[];
  t.equal((one?.deleted.length ?? 0) + (two?.deleted.length ?? 0), 3);
  await Promise.all(doors.map(door => door.close()));
  t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
  const reopened = await openRepository(on.path, on.env);
  t.teardown(() => reopened.close());
  const tips = await listTips(reopened);
  t.same(tips.map(({ id }) => id).sort(), [...recorded].sort());
  for (const tip of tips) t.match(await checkRun(openCheck(reopened), tip), { state: 'whole' });
});

t.test('what a removal of a journal that was interrupted left goes', async t => {
  const bench = await removalBench(t);
  const remains = join(bench.repository.place.commonDir, 'git-run/live/.gone-x');
  mkdirSync(remains, { recursive: true });
  await collect(bench);
  t.notOk(existsSync(remains));
});

t.test('stale anchors no longer hold anything', async t => {
  const bench = await removalBench(t);
  const { on, stored, trash } = bench;
  const gone = await stored({}, { sources: { a: 'anchored source' } });
  on.git('update-ref', `refs/run-live/${gone.id}`, gone.source.commit);
  await trash(gone.id);
  t.match(await collect(bench), { swept: 1 });
  t.notMatch(bench.allContent().toString(), /anchored source/);
});

t.test('what a deleted run was called is not kept by the index', async t => {
  const bench = await removalBench(t);
  const { repository, stored, trash } = bench;
  const run = await stored({ 'artifacts/model': 'weights' });
  const index = await (await openIndex(repository.place, NOW)).newSegment();
  await index.add(run.id);
  await index.finish();
  await trash(run.id);
  await collect(bench, { dryRun: true });
  t.equal((await openIndex(repository.place, NOW)).segments.length, 1, 'a look changes nothing');
  await collect(bench);
  t.same((await openIndex(repository.place, NOW)).segments, []);
});

t.test('large contents that only deleted runs held are free, and no others', async t => {
  const bench = await removalBench(t);
  const { repository, on, stored, trash } = bench;
  const { contents } = repository;
  const shared = { 'artifacts/shared': 'what both of them hold' };
  const gone = await stored({}, { large: { ...shared, 'artifacts/model': 'x'.repeat(5000) } });
  const kept = await stored({}, { large: shared });
  // As git lfs and git add leave a file of the user's own.
  const [mine] = await contents.list().then(all => all.filter(({ size }) => size === 5000));
  const pointer = on.write('mine', printPointer(mine as Content));
  await trash(gone.id);
  const now = { now: Date.now(), trashAge: 0 };
  const would = await collect(bench, { ...now, dryRun: true });
  t.ok(would.freed.bytes > 5000 && would.freed.bytes < 10_000);
  t.equal((await contents.list()).length, 2, 'a look changes nothing');
  t.ok((await collect(bench, { ...now, grace: DAY })).heldBack.objects > 0);
  t.equal((await contents.list()).length, 2, 'what was written lately is freed by a later one');
  on.git('add', 'mine');
  await collect(bench, now);
  t.equal((await contents.list()).length, 2, 'the index may be all that holds it');
  on.git('rm', '-q', '--cached', 'mine');
  on.git('gc', '-q', '--prune=now');
  t.match(await collect(bench, now), { freed: { objects: 1, bytes: 5000 } });
  t.match(await contents.list(), [{ size: 22 }]);
  const [tip] = await listTips(repository);
  t.match(await checkRun(openCheck(repository), tip as RunTip), { id: kept.id, state: 'whole' }, pointer);
});

t.test('what a run in progress has stored is none of it', async t => {
  const bench = await removalBench(t);
  const { repository, on } = bench;
  const live = await liveRun(bench, bench.run());
  await largeFiles(bench, { 'artifacts/model': 'stored, and not yet referred to' });
  await collect(bench, { now: Date.now() });
  t.equal((await repository.contents.list()).length, 1);
  rmSync(live.path, { recursive: true });
  t.match(await collect(bench, { now: Date.now() }), { freed: { objects: 1 } });
  t.same(await repository.contents.list(), [], on.path);
});
for (const isForeign of [false, true]) {
  t.test(`a run that ${isForeign ? "another clone's" : 'the'} ledger keeps goes like any other`, async t => {
    const bench = await removalBench(t);
    const { repository, on, stored, trash } = bench;
    const [gone, kept] = [
      await stored({ 'artifacts/model': 'weights of the gone' }, { sources: { 'edit.py': 'gone edit' } }),
      await stored({ 'artifacts/model': 'weights of the kept' }),
    ];
    await folded(repository);
    // As if the repository had been copied from another disk.
    if (isForeign) rmSync(join(repository.place.commonDir, 'git-run/writer'));
    await trash(gone.id);
    const would = await collect(bench, { dryRun: true });
    const report = await collect(bench);
    t.match(report, { deleted: [{ id: gone.id }], spared: [] });
    // The run's own: what keeps the others is made anew, and may be the same again.
    for (const { freed } of [would, report]) t.ok(freed.objects >= 13, `${freed.objects}`);
    t.notMatch(bench.allContent().toString(), /weights of the gone|gone edit/);
    t.match(bench.allContent().toString(), /weights of the kept/);
    t.notMatch(on.git('log', '-p', '--all', '--format=', '--', 'excerpts'), isForeign ? /^$/ : gone.id);
    const [tip, ...more] = await listTips(repository);
    t.same([tip?.id, more], [kept.id, []]);
    t.match(await checkRun(openCheck(repository), tip as never), { state: 'whole' });
    t.same(await checkLedgers(repository), { hurt: [], undead: [] });
    t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
    t.match(await collect(bench), { deleted: [], freed: { objects: 0 } });
  });
}
