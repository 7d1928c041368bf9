/** Clones that record, edit and fold apart, and exchange what they have by plain Git, in any order. */
import fc from 'fast-check';
import t from 'tap';
import type { RunTip } from '../../../src/run/run-tip.ts';
import { checkLedgers } from '../../../src/store/ledger/check-ledger.ts';
import { loadTips } from '../../../src/store/list.ts';
import { saveRun } from '../../../src/store/save.ts';
import { listTips } from '../../../src/store/tips.ts';
import { TRIES_ALL } from '../../support/extent.ts';
import { bring, type Clone, cloneOf, edit, folded, nth, runsBench } from '../../support/folding.ts';
import { AUTHOR } from '../../support/store-bench.ts';

const CLONES = 3;
const who = fc.nat({ max: CLONES - 1 });
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('record' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('tag' as const), who, which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fold' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('bring' as const), who, from: who }) },
);

/** What holds of each run, by its id. */
async function stateOf({ repository }: Clone): Promise<Record<string, unknown>> {
  await repository.close();
  const tips = await listTips(repository);
  const runs = await loadTips(repository, tips);
  return Object.fromEntries(
    runs.map((run, at) => [
      (tips[at] as RunTip).id,
      'error' in run ? run.error.message : { ...run.run.tags },
    ]),
  );
}

t.test('no edit is lost, and what holds is the same in all when all is exchanged', async t => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async steps => {
      const first = await runsBench(t, 1);
      const clones: Clone[] = [first];
      while (clones.length < CLONES) clones.push(await cloneOf(t, first.on));
      const model: Record<string, Record<string, string>> = { [nth(0)]: {} };
      for (const [at, given] of steps.entries()) {
        const { repository, on } = clones[given.who] as Clone;
        if (given.kind === 'record') {
          const run = first.run({ id: nth(at + 1) });
          const source = { ...run.source, commit: on.git('rev-parse', 'HEAD') };
          const records = { environment: {}, inputs: [], files: [] };
          await saveRun(repository, { run: { ...run, source }, ...records }, AUTHOR);
          model[run.id] = {};
        } else if (given.kind === 'tag') {
          const tips = await listTips(repository);
          const { id } = tips[given.which % tips.length] as RunTip;
          await edit(repository, id, { kind: 'tag', key: `k${at}`, value: `${given.who}` });
          (model[id] as Record<string, string>)[`k${at}`] = `${given.who}`;
        } else if (given.kind === 'fold') await folded(repository);
        else if (given.from !== given.who) bring((clones[given.from] as Clone).on, on);
      }
      for (let round = 0; round < 2; round++) {
        for (const { repository } of clones) await folded(repository);
        for (const to of clones) for (const from of clones) if (from !== to) bring(from.on, to.on);
      }
      for (const clone of clones) {
        t.same(await stateOf(clone), model);
        t.same((await checkLedgers(clone.repository)).hurt, []);
        t.equal(clone.on.git('fsck', '--strict', '--no-dangling', '--no-progress'), '');
        clone.on.git('gc', '-q', '--prune=now');
        t.same(await stateOf(clone), model, "Git's own collection takes nothing from it");
        await clone.repository.close();
      }
    }),
    { numRuns: TRIES_ALL ? 25 : 2, endOnFailure: true },
  );
});
