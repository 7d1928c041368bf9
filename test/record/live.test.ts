import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import {
  beat,
  cacheDirectory,
  copyLive,
  createLive,
  hasContent,
  lastBeat,
  listLive,
  logDirectory,
  madeAt,
  planTime,
  readExit,
  readFindings,
  readPlan,
  readRecorder,
  syncLive,
  writeExit,
  writeFindings,
  writePlan,
  writeRecorder,
} from '../../src/record/live.ts';
import type { RunPlan } from '../../src/record/plan.ts';
import { removeLive } from '../../src/record/remove-live.ts';
import { NOW, sampleId } from '../support/run-rows.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const parent = join(temporaryDirectory(t), 'git-run/live');

t.test('a journal is its owner’s alone', async t => {
  const live = await createLive(parent, sampleId(NOW));
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  for (const path of [parent, live.path, join(live.path, 'artifacts'), join(live.path, 'log')])
    t.equal(mode(path), '700');
  await writePlan(live, { id: live.id } as RunPlan);
  for (const name of ['events', 'heartbeat', 'plan.json']) t.equal(mode(join(live.path, name)), '600');
  await t.rejects(createLive(parent, live.id), { code: 'EEXIST' }, 'and of one run alone');
  await removeLive(live);
  await removeLive(live);
  t.equal(cacheDirectory('/r/.git'), '/r/.git/git-run');
});

t.test('what is written is read, whatever it holds; nothing is seen half', async t => {
  const live = await createLive(parent, sampleId(NOW));
  t.equal(await readPlan(live), undefined);
  const params = {
    a: { value: Number.NaN, origin: { kind: 'option' } },
    b: { value: 2n ** 70n, origin: { kind: 'event' } },
  };
  await writePlan(live, { id: live.id, params } as unknown as RunPlan);
  t.same((await readPlan(live))?.params, params);
  const recorder = { host: 'h', boot: 'b', recorder: { pid: 1, start: '2' } };
  await writeRecorder(live, recorder);
  t.same(await readRecorder(live), recorder);
  const exit = { exit: { signal: 'SIGKILL' }, ended: 1, resources: { wall: 0.5 } };
  await writeExit(live, exit);
  t.same(await readExit(live), exit);
  await writeFindings(live, 'environment', { environment: { os: 'linux' } });
  await writeFindings(live, 'job', { problems: [] });
  t.same(await readFindings(live), [{ environment: { os: 'linux' } }, { problems: [] }]);
  t.notOk((await readdir(live.path)).some(name => name.endsWith('.new')));
});

t.test('what is not as it was written is told from what is not there', async t => {
  const live = await createLive(parent, sampleId(NOW));
  await writePlan(live, { id: live.id, name: 'otter' } as RunPlan);
  const file = join(live.path, 'plan.json');
  truncateSync(file, 20);
  await t.rejects(readPlan(live), { code: 'damaged-journal', data: { file: 'plan.json' } });
  writeFileSync(join(live.path, 'beside-job.json'), Buffer.from([0, 255, 10]));
  t.match(await readFindings(live), [{ problems: [{ code: 'damaged-journal' }] }]);
  mkdirSync(join(live.path, 'exit.json'));
  await t.rejects(readExit(live), { code: 'damaged-journal' });
  const other = sampleId(NOW);
  writeFileSync(join(parent, other), 'no directory');
  await t.rejects(readRecorder({ id: other, path: join(parent, other) }), { code: 'damaged-journal' });
});

t.test('a journal has content when the job has left some', async t => {
  const { path, id } = await createLive(parent, sampleId(NOW));
  const live = { path, id };
  t.equal(logDirectory(live), join(path, 'log'));
  t.notOk(await hasContent(live));
  writeFileSync(join(path, 'events'), '{}');
  t.ok(await hasContent(live));
  writeFileSync(join(path, 'events'), '');
  writeFileSync(join(path, 'log/000000.log'), 'x');
  t.ok(await hasContent(live));
});

t.test('journals are listed oldest first; other things are none', async t => {
  const ids = [sampleId(NOW + 2), sampleId(NOW + 1), sampleId(NOW + 3)];
  const there = join(t.testdir(), 'live');
  for (const id of ids) await createLive(there, id);
  mkdirSync(join(there, 'other'));
  t.same(
    (await listLive(there)).map(({ id }) => id),
    [...ids].sort(),
  );
  t.same(await listLive('/nowhere/at/all'), []);
});

t.test('the last sign of life is that of the recorder or of the job', async t => {
  const live = await createLive(parent, sampleId(NOW));
  await writePlan(live, {} as RunPlan);
  const past = 1_000_000;
  for (const name of ['plan.json', 'events', 'heartbeat']) utimesSync(join(live.path, name), past, past);
  t.equal(await lastBeat(live), past * 1000);
  t.equal(await planTime(live), past * 1000);
  writeFileSync(join(live.path, 'events'), '{}');
  const word = await lastBeat(live);
  t.ok(word > past * 1000);
  utimesSync(join(live.path, 'events'), past, past);
  await beat(live);
  t.ok((await lastBeat(live)) >= word, 'by the clock of the file system');
  t.match(readFileSync(join(live.path, 'heartbeat'), 'utf8'), /^\d{13}$/);
  t.ok((await madeAt(live)) > past * 1000);
  t.same(await Promise.all([lastBeat, madeAt].map(ask => ask({ ...live, path: '/nowhere' }))), [0, 0]);
  await t.rejects(beat({ ...live, path: '/nowhere' }), { code: 'ENOENT' });
});

t.test('a journal is copied with all that is in it', async t => {
  const live = await createLive(parent, sampleId(NOW));
  writeFileSync(join(live.path, 'artifacts/model'), 'x');
  const copy = { id: live.id, path: join(t.testdir(), 'spool', live.id) };
  await copyLive(live, copy);
  t.same(await readdir(copy.path), await readdir(live.path));
  t.same(await readdir(join(copy.path, 'artifacts')), ['model']);
});

t.test(
  'a journal has content once its job has left some; its directories are synced, whatever is there',
  async t => {
    const live = await createLive(parent, sampleId(NOW));
    t.notOk(await hasContent(live));
    await syncLive(live);
    writeFileSync(join(live.path, 'artifacts/a'), '');
    t.notOk(await hasContent(live), 'a full disk leaves as much');
    writeFileSync(join(live.path, 'artifacts/a'), 'a');
    t.ok(await hasContent(live));
    await removeLive(live);
    t.notOk(await hasContent(live));
    await syncLive(live);
  },
);

t.test(
  'a pipe that a killed recorder has left is not copied',
  { skip: !existsSync('/usr/bin/mkfifo') },
  async t => {
    const live = await createLive(parent, sampleId(NOW));
    mkdirSync(join(live.path, 'git-run-x'));
    execFileSync('mkfifo', [join(live.path, 'git-run-x/0')]);
    const copy = { id: live.id, path: join(t.testdir(), live.id) };
    await copyLive(live, copy);
    t.same((await readdir(copy.path)).sort(), ['artifacts', 'events', 'git-run-x', 'heartbeat', 'log']);
    t.same(await readdir(join(copy.path, 'git-run-x')), []);
    await removeLive(live);
  },
);

t.test('where there is no room for it no journal is made', async t => {
  const id = sampleId(NOW);
  await t.rejects(createLive(parent, id, Number.MAX_SAFE_INTEGER), {
    code: 'ENOSPC',
    message: /git-run\/live/,
  });
  t.notOk(existsSync(join(parent, id)));
  t.equal((await createLive(parent, id, 1)).id, id);
});
