import t from 'tap';
import { gc } from '../../src/remove/gc.ts';
import { purge } from '../../src/remove/purge.ts';
import type { Experiment } from '../../src/run/experiment.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { changeExperiment, experimentId } from '../../src/store/experiments.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { findTip, listRefTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';
import { gitIn, snapshotOf } from '../support/temporary-repository.ts';

const writing = (clone: Clone, now = NOW) => ({
  repository: clone.repository,
  author: AUTHOR,
  env: clone.env,
  now,
});

t.test('what is missing is brought, and nothing of the user’s own changes', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save({}, { sources: { a: '1' } });
  await here.experiment('digits');
  await here.push();
  const before = snapshotOf(other.path);
  const config = other.git('config', '--list', '--local');
  const branches = other.git('for-each-ref', 'refs/heads', 'refs/remotes', 'refs/tags');
  const planned = await other.fetch({ dryRun: true });
  t.match(planned, { dryRun: true, runs: [{ id: run.id, how: 'new' }], experiments: 1 });
  t.same(other.refs(), []);
  t.match(await other.fetch(), {
    runs: [{ id: run.id, name: run.name, how: 'new' }],
    experiments: 1,
    refused: [],
  });
  t.same(other.refs(), here.refs());
  t.match(await other.fetch(), { runs: [], same: 1, experiments: 0 });
  t.equal(other.git('config', '--list', '--local'), config);
  t.equal(other.git('for-each-ref', 'refs/heads', 'refs/remotes', 'refs/tags'), branches);
  t.equal(other.git('for-each-ref', 'refs/run-incoming'), '');
  t.same(snapshotOf(other.path), before);
  t.equal(other.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('only the runs that are asked for come', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [one, two] = [await here.save(), await here.save()];
  await here.push();
  t.match(await other.fetch({ wants: id => id === two.id }), { runs: [{ id: two.id }], same: 0 });
  t.equal(await findTip(other.repository, one.id), undefined);
});

t.test('edits of here and there are joined, the same way on both sides', async t => {
  const { clones, refs } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save();
  await here.push();
  await other.fetch();
  await other.edit(run.id, [{ kind: 'tag', key: 'a', value: '1' }]);
  await here.edit(run.id, [{ kind: 'tag', key: 'b', value: '2' }]);
  await here.add(run.id, 'more/x', 'ours');
  await other.push();
  t.match(await here.fetch(), { runs: [{ id: run.id, how: 'joined' }] });
  const joined = here.refs();
  t.equal(here.git('log', '-1', '--format=%an %s', runRef(run.id)), 'git-run join edits');
  t.same(
    here
      .git('ls-tree', '-r', '--name-only', runRef(run.id))
      .split('\n')
      .filter(path => /^(anno|art)/.test(path)).length,
    4,
  );
  // The other one joins the same two by itself.
  here.git(
    'push',
    '-q',
    'origin',
    `${runRef(run.id)}^1:refs/heads/one`,
    `${runRef(run.id)}^2:refs/heads/two`,
  );
  await here.push();
  await other.fetch();
  t.same(other.refs(), joined);
  t.same(refs(), joined);
});

t.test('an artifact that two have added is the one that was added last, on both sides', async t => {
  const { clones } = await team(t, 3);
  const [here, other, third] = clones as [Clone, Clone, Clone];
  const run = await here.save();
  await here.push();
  await other.fetch();
  await here.add(run.id, 'x', 'earlier', NOW + 1000);
  await other.add(run.id, 'x', 'later', NOW + 2000);
  await other.push();
  await here.fetch();
  await here.push();
  await other.fetch();
  await third.fetch();
  for (const clone of clones)
    t.equal(clone.git('cat-file', 'blob', `${runRef(run.id)}:artifacts/x`), 'later');
});

t.test('artifacts that cannot lie side by side are named, and nothing is changed', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [run, second] = [await here.save(), await here.save()];
  await here.push();
  await other.fetch();
  await other.add(run.id, 'x', '1');
  await other.edit(second.id, [{ kind: 'note', text: 'fine' }]);
  await other.push();
  await here.add(run.id, 'x/y', '2');
  const before = here.git('rev-parse', runRef(run.id));
  const report = await here.fetch();
  t.match(report.refused, [{ ref: runRef(run.id), why: /artifacts\/x and artifacts\/x\/y/ }]);
  t.match(report.runs, [{ id: second.id, how: 'edited' }], 'the others are taken');
  t.equal(here.git('rev-parse', runRef(run.id)), before);
});

t.test('what is no sound run is named and left, and the others are taken', async t => {
  const { clones, there, env } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [run, bad, gone] = [await here.save(), await here.save(), await here.save()];
  await here.push();
  gitIn(there, env, ['update-ref', runRef(bad.id), runRef(run.id)]);
  gitIn(there, env, ['update-ref', runRef(gone.id), 'refs/heads/main']);
  gitIn(there, env, ['update-ref', 'refs/runs/not-a-run', 'refs/heads/main']);
  gitIn(there, env, ['update-ref', 'refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa', 'refs/heads/main']);
  const report = await other.fetch();
  t.same(
    report.runs.map(({ id }) => id),
    [run.id],
  );
  t.match(
    report.refused.map(({ ref }) => ref).sort(),
    ['refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa', runRef(bad.id), runRef(gone.id)].sort(),
  );
  t.equal(other.refs().length, 1);
});

t.test('a damaged object does not keep sound runs from coming', async t => {
  const { clones, there, env } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [one, two, three] = [await here.save(), await here.save(), await here.save()];
  await here.push();
  // A tree that Git's own check refuses, in the history of one run.
  const broken = gitIn(
    there,
    env,
    ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'],
    Buffer.concat([
      Buffer.from('100644 .git\0'),
      Buffer.from(gitIn(there, env, ['hash-object', '-w', '--stdin'], ''), 'hex'),
    ]),
  );
  const commit = gitIn(there, env, ['commit-tree', broken, '-m', 'x', '-p', runRef(two.id)]);
  gitIn(there, env, ['update-ref', runRef(two.id), commit]);
  const report = await other.fetch();
  t.same(report.runs.map(({ id }) => id).sort(), [one.id, three.id].sort());
  t.match(report.refused, [{ ref: runRef(two.id), why: /damaged/ }]);
});

t.test('a run that somebody has deleted goes here too, and stays where somebody edited it since', async t => {
  const { clones, refs } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [plain, edited] = [await here.save(), await here.save()];
  await here.push();
  await other.fetch();
  for (const { id } of [plain, edited]) await here.edit(id, [{ kind: 'trash' }], NOW + 1000);
  await gc({ ...writing(here, NOW + 2000), trashAge: 0, grace: 0, dryRun: false, foldAfter: 0 });
  await here.push();
  await other.edit(edited.id, [{ kind: 'note', text: 'still needed' }], NOW + 3000);
  const report = await other.fetch();
  t.same(report.dropped, [{ id: plain.id, name: plain.name }]);
  t.same(report.kept, [{ id: edited.id, name: edited.name }]);
  t.equal(await findTip(other.repository, plain.id), undefined);
  t.match(await other.push(), { refused: [] });
  t.match(await here.fetch(), { runs: [{ id: edited.id, how: 'new' }], kept: [{ id: edited.id }] });
  t.equal(await findTip(here.repository, plain.id), undefined, 'what is still there does not come back');
  t.ok(refs().length > 0);
});

t.test('what was purged elsewhere goes here too, and edits of here stay', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save(
    { artifacts: { count: 2, bytes: 2 } },
    { contents: { files: storedFiles({ 'artifacts/x': '1', 'artifacts/y': '2' }) } },
  );
  await here.push();
  await other.fetch();
  await other.edit(run.id, [{ kind: 'note', text: 'mine' }]);
  await purge({ ...writing(here), runs: [{ id: run.id, paths: ['x'] }] });
  t.match(await here.push(), { runs: [{ id: run.id, how: 'purged' }], refused: [] });
  t.match(await other.fetch(), { runs: [{ id: run.id, how: 'purged' }] });
  const files = other.git('ls-tree', '-r', '--name-only', runRef(run.id)).split('\n');
  t.notOk(files.includes('artifacts/x'));
  t.ok(files.includes('artifacts/y') && files.some(path => path.startsWith('annotations/')));
  await other.push();
  await here.fetch();
  t.same(here.refs(), other.refs());
});

t.test('nobody’s purge changes what a run has measured', async t => {
  const { clones, there, env } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save({}, { contents: { files: storedFiles({ 'artifacts/x': '1' }) } });
  await here.push();
  await other.fetch();
  // As if purged, with another command.
  const forged = {
    ...run,
    command: { ...run.command, argv: ['other'] },
    problems: [...run.problems, { code: 'purged', message: 'purged: artifacts/x' }],
  };
  gitIn(there, env, ['update-ref', '-d', runRef(run.id)]);
  here.git('update-ref', '-d', runRef(run.id));
  await here.save(forged);
  await here.push();
  const before = other.refs();
  t.match((await other.fetch()).refused, [{ ref: runRef(run.id), why: /another one there/ }]);
  t.same(other.refs(), before);
});

t.test('only runs of an experiment come, by what it is called now', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const digits = (await here.experiment('digits')) as Experiment;
  const experiment = { id: digits.id, name: 'digits' };
  const faces = { id: experimentId('faces'), name: 'faces' };
  const [one, two] = [await here.save({ experiment }), await here.save({ experiment: faces })];
  await changeExperiment(writing(here), digits, { name: 'numbers' });
  await here.push();
  t.same((await other.fetch({ experiment: 'digits' })).runs, []);
  t.match(await other.fetch({ experiment: 'numbers' }), { runs: [{ id: one.id }] });
  t.equal(await findTip(other.repository, two.id), undefined);
  t.match(await other.run('fetch', '-e', 'faces'), { exitCode: 0, stdout: /^fetched 1 run/ });
});

t.test('a run that never left this clone does not go because a ledger of somebody’s says so', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [own, shared] = [await here.save(), await here.save()];
  const tips = (await listRefTips(here.repository)).filter(({ id }) => id === shared.id);
  await here.push({ tips, isAll: false });
  const said = { time: new Date(NOW).toISOString(), who: 'x', kind: 'deleted' as const, edits: [] };
  await addTombstones(
    writing(other),
    [own, shared].map(({ id }) => ({ ...said, id })),
  );
  await other.push();
  const report = await here.fetch();
  t.same(
    report.dropped.map(({ id }) => id),
    [shared.id],
  );
  t.same(
    report.kept.map(({ id }) => id),
    [own.id],
  );
  t.ok(await findTip(here.repository, own.id));
});

t.test('an edit that whoever deleted the run had not seen keeps it, whatever the clocks say', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save();
  await here.push();
  await other.fetch();
  await other.edit(run.id, [{ kind: 'note', text: 'precious' }], NOW);
  const years = NOW + 3 * 365 * 86_400_000;
  await here.edit(run.id, [{ kind: 'trash' }], years);
  await gc({ ...writing(here, years + 1000), trashAge: 0, grace: 0, foldAfter: 0, dryRun: false });
  await here.push();
  t.match(await other.fetch(), { dropped: [], kept: [{ id: run.id }] });
  await other.push();
  t.match(await here.fetch(), { runs: [{ id: run.id }] });
});
