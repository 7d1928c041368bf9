import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { maintain, recordedHere } from '../../src/record/maintain.ts';
import { type RerunRequest, rerun } from '../../src/reproduce/rerun.ts';
import { editRun } from '../../src/store/edit.ts';
import type { LoadedRun } from '../../src/store/load.ts';
import { loadRun } from '../../src/store/load.ts';
import { findTip } from '../../src/store/tips.ts';
import { continueRun } from '../support/attempts.ts';
import { type Opened, openDoor, openedRepository, recordRun, settingsIn } from '../support/recorded-run.ts';
import { addSubmodule, nestRepository } from '../support/submodules.ts';
import { gitIn, snapshotOf } from '../support/temporary-repository.ts';
import { treeOf } from '../support/tree-of.ts';

async function again(opened: Opened, run: LoadedRun, more: Partial<RerunRequest> = {}) {
  const { repository, env } = opened;
  const settings = await settingsIn(opened);
  return rerun({ repository, settings, env, run, trust: false, secrets: [], now: Date.now, ...more });
}

const TRAIN = `mkdir -p out
echo '{"metric":{"acc":0.5,"loss":NaN},"step":1}' >> "$GIT_RUN_EVENTS"
echo "$1 $GIT_RUN_PARAM_LR $GIT_RUN_SEED $GIT_RUN_EXPERIMENT $(basename "$PWD")" > out/model.pt
`;

async function trained(t: Test, script = TRAIN) {
  const opened = await openedRepository(t, { files: { 'src/train.sh': 'exit 1\n' } });
  opened.write('src/train.sh', script);
  const run = await recordRun(opened, ['sh', 'train.sh', 'word'], {
    directory: 'src',
    experiment: 'digits',
    outputs: ['src/out/*'],
    request: { params: { lr: '0.10' }, seed: '7', tags: { star: 'true' }, note: 'first' },
  });
  return { ...opened, run };
}

t.test('the same comes out, from a worktree that is gone again, as a new run with its lineage', async t => {
  const { run, ...opened } = await trained(t);
  const { path, repository, write } = opened;
  write('src/train.sh', 'exit 2\n');
  rmSync(join(path, 'src/out'), { recursive: true });
  const before = snapshotOf(path);
  const { recorded, comparison } = await again(opened, run, { name: 'second' });
  t.match(comparison, {
    same: true,
    outcome: { same: true },
    metrics: [
      { key: 'acc', same: true },
      { key: 'loss', same: true },
    ],
    artifacts: [{ path: 'src/out/model.pt', state: 'same' }],
  });
  const { stored } = recorded;
  t.match(stored?.run, {
    name: 'second',
    experiment: run.run.experiment,
    command: { argv: ['sh', 'train.sh', 'word'], cwd: 'src', outputs: ['src/out/*'] },
    params: { lr: { text: '0.10', origin: { kind: 'option' } } },
    seed: '7',
    note: '',
    tags: {},
    source: { commit: run.run.source.commit },
    lineage: [{ relation: 'rerun-of', id: run.run.id, commit: run.commit }],
  });
  t.same(snapshotOf(path), before);
  t.same(readdirSync(join(repository.place.commonDir, 'git-run/worktrees')), []);
});

t.test('a value that looks like a placeholder is one no second time', async t => {
  const opened = await openedRepository(t);
  const run = await recordRun(opened, ['echo', '{a}', '{b}'], { request: { params: { a: '{b}', b: '1' } } });
  t.same(run.run.command.argv, ['echo', '{b}', '1']);
  const { recorded } = await again(opened, run);
  t.same(recorded.stored?.run.command.argv, run.run.command.argv);
});

t.test('what comes out otherwise is told', async t => {
  const script = `${TRAIN}echo "$GIT_RUN_ID" > out/other.pt; echo "{\\"metric\\":{\\"r\\":$$}}" >> "$GIT_RUN_EVENTS"\n`;
  const { run, ...opened } = await trained(t, script);
  const { comparison } = await again(opened, run);
  t.equal(comparison?.same, false);
  t.same(
    comparison?.metrics.map(({ key, same }) => [key, same]),
    [
      ['acc', true],
      ['loss', true],
      ['r', false],
    ],
  );
  t.same(
    comparison?.artifacts.map(({ path, state }) => [path, state]),
    [
      ['src/out/model.pt', 'same'],
      ['src/out/other.pt', 'different'],
    ],
  );
});

t.test('to fail in the same way is the same', async t => {
  const { run, ...opened } = await trained(t, 'exit 3\n');
  const { comparison, recorded } = await again(opened, run);
  t.same(recorded.exit, { code: 3 });
  t.equal(comparison?.same, true);
});

t.test('an artifact that was added after the end is not missed', async t => {
  const { run, ...opened } = await trained(t);
  const { repository, write } = opened;
  const [oid] = await repository.objects.store([write('late.txt', 'late')]);
  t.ok(oid);
  const entry = { sha256: '0'.repeat(64), size: 4 };
  await editRun({
    repository,
    id: run.run.id,
    edits: [{ kind: 'artifact', path: 'late.txt', entry }],
    author: { name: 'A', email: 'a@b' },
    now: Date.now(),
  });
  const tip = await findTip(repository, run.run.id);
  const edited = await loadRun(repository.objects, tip?.commit as string);
  t.ok(edited.added['artifacts/late.txt']);
  t.equal((await again(opened, edited)).comparison?.same, true);
});

t.test('what was logged after the end is not missed', async t => {
  const { run, ...opened } = await trained(t);
  const { repository } = opened;
  const outcome = { status: 'failed', exitCode: 1 } as const;
  await continueRun(repository, run.run.id, {
    params: { late: '1' },
    metrics: { loss: [9], late: [1] },
    outcome,
  });
  const tip = await findTip(repository, run.run.id);
  const edited = await loadRun(repository.objects, tip?.commit as string);
  t.match(edited.run, { outcome, metrics: { late: { count: 1 } } });
  t.equal((await again(opened, edited)).comparison?.same, true);
});

t.test('what is missing is named before anything starts', async t => {
  const opened = await openedRepository(t, {
    files: { '.gitignore': 'data/\nbin/\n', 'git-run.yaml': '' },
  });
  const { write, repository } = opened;
  write('data/train.csv', '1,2');
  write('bin/train*', `#!/bin/sh\ntouch '${join(opened.home, 'started')}'\n`);
  const run = await recordRun(opened, ['bin/train', 'data/train.csv']);
  rmSync(join(opened.home, 'started'));
  await t.rejects(again(opened, run), {
    name: 'MissingForRerunError',
    data: { missing: ['the program bin/train', 'the input data/train.csv (it is not there)'] },
  });
  write('git-run.yaml', 'worktree:\n  link: [data, bin]\n');
  write('data/train.csv', '9,9');
  await t.rejects(again(opened, run), {
    name: 'MissingForRerunError',
    data: { missing: ['the input data/train.csv (it has other bytes than the run read)'] },
  });
  t.same(readdirSync(opened.home), []);
  t.same(readdirSync(join(repository.place.commonDir, 'git-run/live')), [], 'no run was begun');
  write('data/train.csv', '1,2');
  const { comparison, recorded } = await again(opened, run);
  t.equal(comparison?.same, true);
  t.equal(recorded.stored?.run.source.commit, run.run.source.commit, 'links are no part of the source');
});

t.test('secrets are put back where they stood, and not recorded this time either', async t => {
  const opened = await openedRepository(t, { files: { 'x.sh': 'echo "$2" > seen\n' } });
  const run = await recordRun(opened, ['sh', 'x.sh', '--token', 'hunter2'], { outputs: ['seen'] });
  await t.rejects(again(opened, run), {
    name: 'MissingForRerunError',
    data: { missing: ['the secret in word 4, [redacted]'] },
  });
  const { comparison, recorded } = await again(opened, run, { secrets: ['hunter2'] });
  t.equal(comparison?.same, true);
  t.same(recorded.stored?.run.command.argv, ['sh', 'x.sh', '--token', '[redacted]']);
});

t.test('a secret within a word is not recorded this time either', async t => {
  const opened = await openedRepository(t);
  const argv = ['sh', '-c', "echo {token} 'x y' > /dev/null"];
  const run = await recordRun(opened, argv, { request: { params: { token: 'hunter2' } } });
  const { recorded } = await again(opened, run, {
    secrets: ['hunter2', 'hunter2'],
  });
  t.same(recorded.stored?.run.command, run.run.command);
  t.match(recorded.stored?.run.command, { argv: ['sh', '-c', /^echo \[redacted\] /], redacted: [2] });
});

t.test('a run that came from elsewhere is executed only when it is trusted', async t => {
  const { run, ...opened } = await trained(t);
  const { path, home, env } = opened;
  const clone = join(home, 'clone');
  mkdirSync(clone);
  gitIn(clone, env, ['init', '-q']);
  gitIn(clone, env, ['fetch', '-q', path, 'refs/runs/*:refs/runs/*']);
  const there: Opened = { ...opened, path: clone, repository: await openDoor(t, clone, env) };
  await t.rejects(again(there, run), {
    name: 'UntrustedRunError',
    data: { argv: ['sh', 'train.sh', 'word'] },
  });
  t.same(treeOf(clone), {});
  const { comparison, recorded } = await again(there, run, { trust: true });
  t.equal(comparison?.same, true);
  t.ok(recorded.stored);
  t.equal(await recordedHere(there.repository, run.run.id), false, 'trust is for once');
});

t.test('submodules are there as in the first run, and the source of the second is the same', async t => {
  const opened = await openedRepository(t);
  const kept = addSubmodule(t, opened, 'kept', { files: { f: '1' } });
  addSubmodule(t, { path: kept.path, env: opened.env }, 'inner', { files: { g: '2' } });
  kept.git('push', '-q', 'origin', 'HEAD:refs/heads/more');
  opened.git('commit', '-q', '-am', 'inner');
  addSubmodule(t, opened, 'edited', { files: { '.gitattributes': '*.txt text\n', 'a.txt': '1\n' } });
  opened.write('edited/a.txt', 'dos\r\n');
  nestRepository(opened, 'tool', { 'x.sh*': '3', '.gitignore': 'x.log\n' });
  opened.write('tool/x.log', 'ignored');
  const argv = [
    'sh',
    '-c',
    'cat kept/f kept/inner/g edited/a.txt tool/x.sh > out.txt; ls -A tool >> out.txt',
  ];
  const run = await recordRun(opened, argv, { outputs: ['out.txt'] });
  const { recorded, comparison } = await again(opened, run);
  // `.git` and `x.log` are listed by the first alone.
  t.match(comparison, { outcome: { same: true }, artifacts: [{ path: 'out.txt' }] });
  const { source } = recorded.stored?.run ?? {};
  t.same([source?.tree, source?.commit], [run.run.source.tree, run.run.source.commit]);
  t.match(source, { modified: 0, added: 0, deleted: 0, omitted: [], raw: run.run.source.raw });
  t.match(source?.nested, [
    { path: 'kept', left: 'published' },
    { path: 'kept/inner', left: 'published' },
  ]);
  const second = await loadRun(opened.repository.objects, recorded.stored?.commit as string);
  await maintain(opened.repository, await settingsIn(opened), second.run.id);
  t.equal((await again(opened, second)).comparison?.same, true, 'and so is that of a third');
  rmSync(kept.path, { recursive: true });
  rmSync(join(opened.path, '.git/modules/kept'), { recursive: true });
  await t.rejects(again(opened, run), {
    code: 'missing-for-rerun',
    message: /the submodule kept at [0-9a-f]{10}/,
  });
});
