import fc from 'fast-check';
import t, { type Test } from 'tap';
import { gc } from '../../../src/remove/gc.ts';
import { purge } from '../../../src/remove/purge.ts';
import type { Edit } from '../../../src/run/annotation.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import { isEditedSince } from '../../../src/run/tombstone.ts';
import { changeExperiment, listExperiments } from '../../../src/store/experiments.ts';
import { listTombstones } from '../../../src/store/ledger/tombstones.ts';
import { loadRuns } from '../../../src/store/load.ts';
import { listTips } from '../../../src/store/tips.ts';
import { type Clone, team } from '../../support/clones.ts';
import { TRIES_ALL } from '../../support/extent.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const YEAR = 365 * 86_400_000;

/** Something that somebody does in a clone, to the run of a number, if it is there. */
type Act =
  | { readonly does: 'save' | 'fetch' | 'push' | 'gc' }
  | { readonly does: 'edit'; readonly run: number; readonly edit: Edit }
  | { readonly does: 'artifact'; readonly run: number; readonly path: string; readonly text: string }
  | { readonly does: 'purge'; readonly run: number; readonly path: string }
  | { readonly does: 'experiment'; readonly change: Record<string, unknown> };

const run = fc.nat(2);
const word = fc.constantFrom('a', 'b', 'c');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('tag'), key: word, value: word } as const),
  fc.record({ kind: fc.constant('untag'), key: word } as const),
  fc.record({ kind: fc.constant('note'), text: word } as const),
  fc.record({ kind: fc.constant('rename'), name: word } as const),
  fc.record({ kind: fc.constantFrom('trash', 'trash', 'restore') } as const),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('save', 'fetch', 'push', 'gc', 'gc') } as const),
  },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('edit'), run, edit } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('artifact'), run, path: word, text: word } as const),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('purge'), run, path: fc.constantFrom('x', 'y') } as const),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('experiment'),
      change: fc.oneof(fc.record({ description: word }), fc.record({ tags: fc.dictionary(word, word) })),
    } as const),
  },
);

/** Each act with the clone it is done in. */
const acts = fc.array(fc.record({ at: fc.nat(2), act }), { minLength: 6, maxLength: 24 });

async function does(clone: Clone, act: Act, now: number): Promise<void> {
  const { repository } = clone;
  const write = { repository, author: AUTHOR, env: clone.env, now };
  const tipOf = async (at: number) => {
    const tips = await listTips(repository);
    return tips[at % Math.max(1, tips.length)];
  };
  switch (act.does) {
    case 'save':
      await clone.save({}, { contents: { files: storedFiles({ 'artifacts/x': '1', 'artifacts/y': '2' }) } });
      return;
    case 'fetch':
      await clone.fetch();
      return;
    case 'push':
      await clone.push();
      return;
    case 'gc':
      await gc({ ...write, trashAge: 0, grace: 0, dryRun: false, foldAfter: 0 });
      return;
    case 'edit': {
      const tip = await tipOf(act.run);
      if (tip !== undefined) await clone.edit(tip.id, [act.edit], now);
      return;
    }
    case 'artifact': {
      const tip = await tipOf(act.run);
      if (tip !== undefined) await clone.add(tip.id, `more/${act.path}`, act.text, now);
      return;
    }
    case 'purge': {
      const tip = await tipOf(act.run);
      if (tip === undefined) return;
      const runs = [{ id: tip.id, paths: [act.path] }];
      // It may be purged already.
      await purge({ ...write, runs }).catch(() => {});
      return;
    }
    case 'experiment': {
      const [experiment] = await listExperiments(repository);
      if (experiment === undefined) await clone.experiment('digits');
      else await changeExperiment(write, experiment, act.change);
    }
  }
}

/** Three runs and an experiment, that all of them have. */
async function sharedRuns(clones: readonly Clone[]): Promise<void> {
  const [first, ...others] = clones as [Clone, ...Clone[]];
  for (let n = 0; n < 3; n++) await does(first, { does: 'save' }, NOW);
  await first.experiment('digits');
  await first.push();
  for (const other of others) await other.fetch();
}

/** Ids of all edits, by run. */
async function edits({ repository }: Clone): Promise<Map<RunId, Set<string>>> {
  const tips = await listTips(repository);
  const runs = await loadRuns(
    repository.objects,
    tips.map(({ commit }) => commit),
  );
  return new Map(
    runs.map(loaded => {
      if ('error' in loaded) throw loaded.error;
      return [loaded.run.id, new Set(loaded.annotations.map(({ id }) => id as string))];
    }),
  );
}

async function converges(t: Test, steps: readonly { at: number; act: Act }[]): Promise<void> {
  const { clones, refs } = await team(t, 3);
  // Clocks are years apart.
  const clocks = [NOW, NOW - 3 * YEAR, NOW + 5 * YEAR];
  await sharedRuns(clones);
  for (const { at, act } of steps) {
    await does(clones[at] as Clone, act, (clocks[at] as number) + 1000);
    clocks[at] = (clocks[at] as number) + 60_000;
  }
  const made = new Map<RunId, Set<string>>();
  for (const clone of clones) {
    for (const [id, own] of await edits(clone)) made.set(id, new Set([...(made.get(id) ?? []), ...own]));
  }
  for (let round = 0; round < 3; round++) {
    for (const clone of clones) {
      const { refused } = await clone.fetch();
      t.same(refused, []);
      t.same((await clone.push()).refused, []);
    }
  }
  const [first, ...others] = clones as [Clone, ...Clone[]];
  const alive = refs().filter(line => first.refs().includes(line));
  t.same(alive, first.refs(), 'what is here is there');
  for (const other of others) t.same(other.refs(), first.refs(), 'all have the same commits');
  const left = await edits(first);
  const stones = new Map((await listTombstones(first.repository)).map(stone => [stone.id, stone]));
  for (const [id, own] of made) {
    const now = left.get(id);
    const stone = stones.get(id);
    if (now !== undefined)
      t.same(
        [...own].filter(one => !now.has(one)),
        [],
        'no edit is lost',
      );
    else
      t.ok(
        stone !== undefined &&
          !isEditedSince(
            [...own].map(one => ({ id: one }) as never),
            stone,
          ),
        id,
      );
  }
  for (const { git } of clones) t.equal(git('fsck', '--strict', '--no-dangling'), '');
}

t.test('three clones that do anything in any order come to one state, and nothing is lost', async t => {
  await fc.assert(
    fc.asyncProperty(acts, async steps => {
      await converges(t, steps);
      // So that what went wrong is told by its steps.
      if (!t.passing()) throw new Error('they did not');
    }),
    { numRuns: TRIES_ALL ? 60 : 4, endOnFailure: true },
  );
});
