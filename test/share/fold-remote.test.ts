import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import { fold } from '../../src/store/ledger/fold.ts';
import { loadRuns } from '../../src/store/load.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

const runsIn = (refs: readonly string[]) => refs.filter(line => /refs\/runs\/[0-9a-z]{26}$/.test(line));

t.test('what is shared is folded here and there, and every clone has every run still', async t => {
  const { clones, refs } = await team(t, 3);
  const [here, other, third] = clones as [Clone, Clone, Clone];
  const runs = [await here.save(), await here.save(), await here.save()];
  await here.push();
  await other.fetch();
  const local = await here.save();
  t.match(await here.fold(), { folded: 3, dropped: 3 });
  t.same(runsIn(refs()), [], 'no run has a ref there');
  t.match(runsIn(here.refs()), { length: 1 }, 'what is not shared yet keeps its ref');
  await third.fetch();
  await other.fetch();
  for (const clone of [here, other, third]) {
    const tips = await listTips(clone.repository);
    const loaded = await loadRuns(
      clone.repository.objects,
      tips.map(({ commit }) => commit),
    );
    t.same(
      loaded.filter(run => 'error' in run),
      [],
    );
    t.same(
      tips
        .map(({ id }) => id)
        .filter(id => id !== local.id)
        .sort(),
      runs.map(({ id }) => id).sort(),
    );
  }
  t.match(await here.push(), { runs: [{ id: local.id, how: 'new' }], same: 3, refused: [] });
  t.equal(third.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('a run that somebody edits there meanwhile keeps its ref, and both edits are kept', async t => {
  const { clones, refs } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [plain, edited] = [await here.save(), await here.save()];
  await here.push();
  await other.fetch();
  await other.edit(edited.id, [{ kind: 'note', text: 'theirs' }]);
  await other.push();
  t.match(await here.fold(), { folded: 1, dropped: 1 });
  t.same(
    runsIn(refs()).map(line => line.slice(-26)),
    [edited.id],
  );
  await here.fetch();
  t.match(await here.fold(), { folded: 1, dropped: 1 });
  t.same(runsIn(refs()), []);
  await other.fetch();
  const [tip] = (await listTips(other.repository)).filter(({ id }) => id === edited.id);
  const [loaded] = await loadRuns(other.repository.objects, [tip?.commit as string]);
  t.match(loaded, { run: { note: 'theirs' } });
  t.ok(plain);
});

t.test('a folded run that is edited has a ref again, here and there', async t => {
  const { clones, refs } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save();
  await here.push();
  await here.fold();
  await other.fetch();
  await other.edit(run.id, [{ kind: 'tag', key: 'a', value: '1' }]);
  t.match(await other.push(), { runs: [{ id: run.id }], refused: [] });
  t.match(runsIn(refs()), { length: 1 });
  t.match(await here.fetch(), { runs: [{ id: run.id, how: 'edited' }] });
  await here.edit(run.id, [{ kind: 'tag', key: 'b', value: '2' }]);
  t.match(await here.push(), { runs: [{ id: run.id, how: 'edited' }] });
  await other.fetch();
  t.equal(other.git('rev-parse', runRef(run.id)), here.git('rev-parse', runRef(run.id)));
});

t.test(
  'runs that were folded before there was a remote go with their ledger, but not with commits of the user’s own',
  async t => {
    const { clones, refs } = await team(t, 2);
    const [here, other] = clones as [Clone, Clone];
    await here.save();
    await here.save();
    const { repository } = here;
    const alone = () =>
      repository.space.alone(() => fold({ repository, author: AUTHOR, now: NOW, retire: async () => {} }));
    await alone();
    t.match(await here.push(), { runs: [], folded: 2, refused: [] });
    t.match(
      refs()
        .map(line => line.split(' ')[1]?.split('/')[2])
        .sort(),
      ['ledger', 'ledger-keep'],
    );
    t.match(await other.fetch(), { folded: 2, refused: [] });
    t.equal((await listTips(other.repository)).length, 2);
    here.git('commit', '-q', '--allow-empty', '-m', 'mine');
    await here.save();
    await alone();
    const before = refs();
    t.match(await here.push(), {
      folded: 0,
      refused: [{ why: /commits of your own/, remedy: /--with-history/ }],
    });
    t.same(refs(), before);
    t.match(await here.push({ withHistory: true }), { refused: [] });
    await other.fetch();
    t.equal((await listTips(other.repository)).length, 3);
  },
);

t.test('a bundle holds folded runs, and by name one of them', async t => {
  const { clones } = await team(t, 3);
  const [here, other, third] = clones as [Clone, Clone, Clone];
  const [one] = [await here.save({ name: 'otter' }), await here.save({ name: 'heron' })];
  const { repository } = here;
  await repository.space.alone(() => fold({ repository, author: AUTHOR, now: NOW, retire: async () => {} }));
  const before = here.refs();
  t.match(await here.run('bundle', 'create', 'all.bundle'), { exitCode: 0 });
  t.match(await other.run('bundle', 'open', `${here.path}/all.bundle`), {
    exitCode: 0,
    stdout: /2 folded runs/,
  });
  t.equal((await listTips(other.repository)).length, 2);
  t.match(await here.run('bundle', 'create', 'one.bundle', one.id), {
    exitCode: 0,
    stdout: /^bundled 1 run/,
  });
  t.same(here.refs(), before, 'no ref is left of it');
  t.match(await third.run('bundle', 'open', `${here.path}/one.bundle`), {
    exitCode: 0,
    stdout: /new {2}otter/,
  });
});

t.test('gc folds where runs are shared, and says why it did not', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  for (let n = 0; n < 3; n++) await here.save();
  await here.push();
  here.git('config', 'run.foldAfter', '2');
  const url = here.git('config', 'remote.origin.url');
  here.git('config', 'remote.origin.url', '/nowhere/x.git');
  t.match(await here.run('gc'), { exitCode: 0, stdout: /not folded: origin: there is no repository/ });
  here.git('config', 'remote.origin.url', url);
  t.match(await here.run('gc'), { exitCode: 0, stdout: /folded 3 runs into the ledger/ });
  t.same(runsIn(refs()), []);
});
