import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { fetchMetadata } from '../../src/share/fetch-metadata.ts';
import { withSides } from '../../src/share/with-sides.ts';
import { loadTip } from '../../src/store/list.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { createModel } from '../support/registered-models.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';
import { gitIn, snapshotOf } from '../support/temporary-repository.ts';

const learn = ({ repository, sharing }: Clone, dryRun = false) =>
  fetchMetadata({ repository, sharing, shown: 'origin', dryRun });

/** What is known of, by id. */
async function known({ repository }: Clone) {
  const sides = (await repository.sides?.seen()) ?? [];
  return listTips(withSides(repository, sides, {}));
}

t.test('runs are known of, and nothing of the user’s repository changes', async t => {
  const { clones, there, env } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  gitIn(there, env, ['config', 'uploadpack.allowFilter', 'true']);
  const large = 'x'.repeat(100_000);
  const run = await here.save(
    { name: 'otter' },
    { contents: { files: storedFiles({ 'artifacts/model.bin': large }) } },
  );
  await here.experiment('digits');
  await createModel({ repository: here.repository, author: AUTHOR, now: NOW }, 'iris');
  await here.push();
  const before = [snapshotOf(other.path), other.git('config', '--list', '--local'), other.refs()];
  t.match(await learn(other, true), { dryRun: true, runs: 1, ledgers: 2, known: 0, fresh: 0 });
  t.same(await known(other), []);
  t.match(await learn(other), { remote: 'origin', runs: 1, ledgers: 2, known: 1, fresh: 1 });
  const [tip] = await known(other);
  t.equal(tip?.id, run.id);
  const [side] = (await other.repository.sides?.seen()) ?? [];
  const loaded = await loadTip({ objects: side?.objects, refs: side?.refs } as never, tip as never);
  t.equal(loaded.run.name, 'otter', 'its record has come');
  const files = (await side?.objects.files(tip?.commit as string)) ?? [];
  t.match(
    files.find(({ path }) => path === 'artifacts/model.bin'),
    { size: undefined },
  );
  t.same([snapshotOf(other.path), other.git('config', '--list', '--local'), other.refs()], before);
  t.match(await learn(other), { runs: 0, ledgers: 0, known: 1, fresh: 0 });
});

t.test('of folded runs the ledger alone comes', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const runs = [await here.save(), await here.save()];
  await here.push();
  await here.fold();
  t.match(await learn(other), { runs: 0, ledgers: 1, known: 2, fresh: 2 });
  const tips = await known(other);
  t.same(tips.map(({ id }) => id).sort(), runs.map(({ id }) => id).sort());
  const [side] = (await other.repository.sides?.seen()) ?? [];
  t.same(await side?.objects.heads(tips.map(({ commit }) => commit)), [undefined, undefined]);
});

t.test('what is here is not counted, what goes there is known no more, and what is new comes', async t => {
  const { clones, there, env } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [first, second] = [await here.save(), await here.save()];
  await here.push();
  await other.fetch({ wants: id => id === first.id });
  t.match(await learn(other), { known: 1, fresh: 1 });
  gitIn(there, env, ['update-ref', '-d', `refs/runs/${second.id}`]);
  const third = await here.save();
  await here.push({
    tips: await listTips(here.repository).then(tips => tips.filter(({ id }) => id === third.id)),
  });
  t.match(await learn(other), { runs: 1, known: 1, fresh: 1 });
  t.same((await known(other)).map(({ id }) => id).sort(), [first.id, third.id].sort());
});

t.test('a fetch of all leaves nothing that is only known of', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  await here.save();
  await here.push();
  await learn(other);
  await other.fetch();
  t.same(await other.repository.sides?.seen(), []);
});

t.test(
  'what is kept aside may be damaged: then nothing is known, and the next time it is made anew',
  async t => {
    const { clones } = await team(t, 2);
    const [here, other] = clones as [Clone, Clone];
    await here.save({ name: 'otter' });
    await here.push();
    await other.save({ name: 'own' });
    const home = join(other.path, '.git', 'git-run', 'side');
    const damages = [
      (side: string) => rmSync(join(side, 'HEAD')),
      (side: string) => writeFileSync(join(side, 'packed-refs'), 'garbage\n'),
      (side: string) => rmSync(join(side, 'objects'), { recursive: true }),
      (side: string) => rmSync(side, { recursive: true }),
    ];
    for (const damage of damages) {
      await learn(other);
      t.match((await other.run('log')).stdout, /otter/);
      damage(join(home, readdirSync(home)[0] as string));
      t.match(await other.run('log'), { exitCode: 0, stdout: /own/ });
      t.match(await other.run('fetch', '--metadata-only'), { exitCode: 0 });
      t.match(await other.run('show', 'otter'), { exitCode: 0 });
    }
  },
);
