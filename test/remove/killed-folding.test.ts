/** Folding, and removing what is folded, cut short at every write: nothing is lost, and the next time finishes it. */
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { openRepository } from '../../src/git/open.ts';
import type { Repository } from '../../src/git/repository.ts';
import { retireIn } from '../../src/remove/forget-folded.ts';
import { gc } from '../../src/remove/gc.ts';
import { purge } from '../../src/remove/purge.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { checkLedgers } from '../../src/store/ledger/check-ledger.ts';
import { fold } from '../../src/store/ledger/fold.ts';
import { loadTips } from '../../src/store/list.ts';
import { listTips } from '../../src/store/tips.ts';
import { sampled } from '../support/extent.ts';
import { edit, refsOf } from '../support/folding.ts';
import { removalBench } from '../support/removal-bench.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { gitIn, temporaryDirectory } from '../support/temporary-repository.ts';

/** A repository whose n-th write is its last: before it, or right after it is done. */
function killedAt(
  repository: Repository,
  last: number,
  when: 'before' | 'after',
): { door: Repository; writes: () => number } {
  let writes = 0;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    if (++writes > last || (writes === last && when === 'before')) throw new Error('killed');
    const done = await work();
    if (writes === last) throw new Error('killed');
    return done;
  };
  const { objects, refs } = repository;
  const door: Repository = {
    ...repository,
    objects: { ...objects, commit: commits => write(() => objects.commit(commits)) },
    refs: { ...refs, update: changes => write(() => refs.update(changes)) },
    sync: () => write(() => repository.sync()),
    space: {
      ...repository.space,
      release: (commits, how) => write(() => repository.space.release(commits, how)),
    },
  };
  return { door, writes: () => writes };
}

type Act = (repository: Repository) => Promise<unknown>;

const ACTS: Readonly<Record<string, Act>> = {
  fold: (repository: Repository) => {
    const write = { repository, author: AUTHOR, now: NOW + 5000 };
    return repository.space.alone(() => fold({ ...write, retire: retireIn(write) }));
  },
  gc: (repository: Repository) =>
    gc({
      repository,
      author: AUTHOR,
      env: {},
      now: NOW + 5000,
      trashAge: 0,
      grace: 0,
      dryRun: false,
      foldAfter: 0,
    }),
  purge: async (repository: Repository) => {
    const named = await loadTips(repository, await listTips(repository));
    const chosen = named.find(run => 'run' in run && run.run.name === 'purged');
    if (chosen === undefined || 'error' in chosen) throw new Error('there is no such run');
    const runs = [{ id: chosen.run.id, paths: ['model'] }];
    return purge({ repository, author: AUTHOR, env: {}, now: NOW + 5000, runs });
  },
};

/** Five folded runs: one is in the trash, one edited, one has to be purged; and two that are not folded. */
const made = (async () => {
  const bench = await removalBench(t);
  const { repository, stored, trash } = bench;
  const names = ['trashed', 'edited', 'purged', 'plain', 'other'];
  const runs = [];
  for (const name of names)
    runs.push(await stored({ 'artifacts/model': `weights of ${name};` }, { run: { name } }));
  await ACTS.fold?.(repository);
  await trash(runs[0]?.id as never);
  await edit(repository, runs[1]?.id as never, { kind: 'tag', key: 'a', value: 'b' });
  for (const name of ['new', 'newer'])
    await stored({ 'artifacts/model': `weights of ${name};` }, { run: { name } });
  await repository.close();
  return bench;
})();

/** A copy is another clone, to which the ledger is another one's; unless it is told that it is the same. */
async function copied(t: Test, isOwn: boolean) {
  const { on } = await made;
  const path = `${temporaryDirectory(t)}/copy`;
  cpSync(on.path, path, { recursive: true, preserveTimestamps: true });
  if (isOwn) {
    const file = `${path}/.git/git-run/writer`;
    const { dev, ino } = statSync(`${path}/.git`, { bigint: true });
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"home": "[^"]*"/, `"home": "${dev}:${ino}"`));
  }
  const repository = await openRepository(path, { ...on.env });
  t.teardown(() => repository.close());
  return { repository, git: (...args: string[]) => gitIn(path, on.env, args) };
}

async function stateOf(t: Test, repository: Repository) {
  await repository.close();
  const tips = await listTips(repository);
  for (const tip of tips) t.match(await checkRun(openCheck(repository), tip), { state: 'whole' });
  const runs = await loadTips(repository, tips);
  return runs
    .map(run => ('error' in run ? run.error.message : `${run.run.name} ${Object.keys(run.run.tags)}`))
    .sort();
}

const ALL = ['edited a', 'new ', 'newer ', 'other ', 'plain ', 'purged ', 'trashed '];

for (const [act, gone, isOwn] of [
  ['fold', undefined, true],
  ['fold', undefined, false],
  ['gc', 'trashed', true],
  ['gc', 'trashed', false],
  ['purge', 'purged', true],
  ['purge', 'purged', false],
] as const) {
  t.test(`${act}, cut short at any write, in ${isOwn ? 'the' : 'a copied'} clone`, async t => {
    const expected = act === 'gc' ? ALL.filter(name => name !== 'trashed ') : ALL;
    const whole = await copied(t, isOwn);
    const counted = killedAt(whole.repository, Number.POSITIVE_INFINITY, 'after');
    await (ACTS[act] as Act)(counted.door);
    t.ok(counted.writes() >= 4);
    const cases = Array.from(
      { length: counted.writes() },
      (_, at) => [at + 1, at % 2 ? 'before' : 'after'] as const,
    );
    for (const [last, when] of sampled(cases, 7)) {
      const { repository, git } = await copied(t, isOwn);
      const { door } = killedAt(repository, last, when);
      await t.rejects((ACTS[act] as Act)(door), { message: 'killed' });
      const between = await stateOf(t, repository);
      t.ok([ALL.join(), expected.join()].includes(between.join()), `${last}: ${between}`);
      t.equal(git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
      await (ACTS[act] as Act)(repository);
      t.same(await stateOf(t, repository), expected);
      t.same(await checkLedgers(repository), { hurt: [], undead: [] });
      t.equal(git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
      t.same(
        refsOf({ git }).filter(ref => ref.startsWith('refs/run-live/')),
        [],
      );
      const content = git('cat-file', '--batch-all-objects', '--batch');
      t.equal(content.includes(`weights of ${gone};`), false, `${last}`);
      for (const name of ['edited', 'new', 'other', 'plain']) t.match(content, `weights of ${name};`);
    }
  });
}
