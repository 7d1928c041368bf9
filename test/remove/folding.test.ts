/** Runs that are recorded, edited, folded, removed and purged in any order, held against a plain model. */
import { cpSync } from 'node:fs';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { openRepository } from '../../src/git/open.ts';
import type { Repository } from '../../src/git/repository.ts';
import { retireIn } from '../../src/remove/forget-folded.ts';
import { gc } from '../../src/remove/gc.ts';
import { purge } from '../../src/remove/purge.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { editRun } from '../../src/store/edit.ts';
import { checkLedgers } from '../../src/store/ledger/check-ledger.ts';
import { fold } from '../../src/store/ledger/fold.ts';
import { loadTips } from '../../src/store/list.ts';
import { listTips } from '../../src/store/tips.ts';
import { TRIES_ALL } from '../support/extent.ts';
import { type RemovalBench, removalBench } from '../support/removal-bench.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { type TemporaryRepository, temporaryDirectory } from '../support/temporary-repository.ts';

const which = fc.nat({ max: 9 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('record' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tag' as const), which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('fold' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rm', 'restore', 'purge'), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('gc', 'tidy', 'copy') }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Modelled {
  readonly id: RunId;
  readonly tags: Record<string, string>;
  trashed: boolean;
  /** What it has of its own, and what is gone of that. */
  readonly own: string;
  purged: boolean;
}

interface World {
  readonly bench: RemovalBench;
  repository: Repository;
  on: TemporaryRepository;
  readonly runs: Map<RunId, Modelled>;
  readonly gone: string[];
  steps: number;
}

async function take(t: Test, world: World, given: Step): Promise<void> {
  const { repository, runs, on } = world;
  const now = NOW + ++world.steps * 1000;
  const write = { repository, author: AUTHOR, now };
  const chosen = 'which' in given ? [...runs.values()][given.which % Math.max(runs.size, 1)] : undefined;
  switch (given.kind) {
    case 'record': {
      const own = `own artifact ${world.steps};`;
      const { id } = await world.bench.stored({ 'artifacts/model': own, 'artifacts/kept': 'kept' });
      runs.set(id, { id, tags: {}, trashed: false, own, purged: false });
      return;
    }
    case 'tag': {
      if (chosen === undefined) return;
      const value = `${world.steps}`;
      await editRun({ ...write, id: chosen.id, edits: [{ kind: 'tag', key: `k${given.which % 3}`, value }] });
      chosen.tags[`k${given.which % 3}`] = value;
      return;
    }
    case 'rm':
    case 'restore': {
      if (chosen === undefined) return;
      const isTrash = given.kind === 'rm';
      await editRun({ ...write, id: chosen.id, edits: [{ kind: isTrash ? 'trash' : 'restore' }] });
      chosen.trashed = isTrash;
      return;
    }
    case 'fold':
      await repository.space.alone(() => fold({ ...write, retire: retireIn(write) }));
      return;
    case 'gc': {
      const how = { trashAge: 0, grace: 0, dryRun: false, foldAfter: 0 };
      const report = await gc({ ...write, env: on.env, ...how });
      const deleted = [...runs.values()].filter(({ trashed }) => trashed);
      t.same(report.deleted.map(({ id }) => id).sort(), deleted.map(({ id }) => id).sort());
      for (const { id, own } of deleted) {
        runs.delete(id);
        world.gone.push(own);
      }
      return;
    }
    case 'purge': {
      if (chosen === undefined || chosen.purged) return;
      const request = { ...write, env: on.env, runs: [{ id: chosen.id, paths: ['model'] }] };
      t.match(await purge(request), { left: 0 });
      chosen.purged = true;
      world.gone.push(chosen.own);
      return;
    }
    case 'tidy':
      on.git('repack', '-q', '-d');
      return void on.git('pack-refs', '--all');
    case 'copy': {
      // Whoever copies a repository goes on in the copy.
      const path = `${temporaryDirectory(t)}/copy`;
      await repository.close();
      cpSync(on.path, path, { recursive: true, preserveTimestamps: true });
      const git: TemporaryRepository['git'] = (...args) => on.git('-C', path, ...args);
      world.on = { ...on, path, git };
      world.repository = await openRepository(path, { ...on.env });
      Object.assign(world.bench, await movedTo(world));
    }
  }
}

/** The same bench on another repository. */
async function movedTo({ bench, repository, on }: World): Promise<Partial<RemovalBench>> {
  const { stored } = await removalBench({ teardown: () => {} }, { opened: { repository, on } });
  return { repository, on, stored, all: bench.all };
}

async function check(t: Test, { repository, on, runs, gone }: World): Promise<void> {
  await repository.close();
  const tips = await listTips(repository);
  const known = [...runs.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
  t.same(
    tips.map(({ id }) => id),
    known.map(({ id }) => id),
  );
  const loaded = await loadTips(repository, tips);
  t.same(
    loaded.map(run => ('error' in run ? run.error : { trashed: run.trashed, tags: { ...run.run.tags } })),
    known.map(({ trashed, tags }) => ({ trashed, tags })),
  );
  const content = on.git('cat-file', '--batch-all-objects', '--batch');
  for (const own of gone) t.notMatch(content, own);
  t.equal(on.git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
  t.same(await checkLedgers(repository), { hurt: [], undead: [] });
  for (const tip of tips) t.match(await checkRun(openCheck(repository), tip), { state: 'whole' });
}

t.test('whatever is done to runs, folded or not, they are what a list without refs would say', async t => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async steps => {
      const bench = await removalBench(t);
      const world: World = {
        bench,
        repository: bench.repository,
        on: bench.on,
        runs: new Map(),
        gone: [],
        steps: 0,
      };
      for (const given of steps) await take(t, world, given);
      await check(t, world);
      await take(t, world, { kind: 'fold' });
      await check(t, world);
      world.on.git('reflog', 'expire', '--expire=all', '--all');
      world.on.git('gc', '-q', '--prune=now');
      await check(t, world);
      await world.repository.close();
    }),
    { numRuns: TRIES_ALL ? 40 : 4, endOnFailure: true },
  );
});
