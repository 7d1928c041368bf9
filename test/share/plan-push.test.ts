import t from 'tap';
import { gc } from '../../src/remove/gc.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { type PushRequest, planPush } from '../../src/share/plan-push.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

async function plan(clone: Clone, more: Partial<PushRequest> = {}) {
  const { repository, sharing } = clone;
  const tips = await listTips(repository);
  const request = {
    repository,
    sharing,
    shown: 'origin',
    tips,
    isAll: true,
    withHistory: false,
    allowed: new Set<string>(),
    dryRun: true,
    now: NOW,
  };
  return planPush({ ...request, ...more });
}

t.test('with some runs go their own experiments, with all of them every one', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const digits = (await here.experiment('digits')) as { id: string };
  await here.experiment('other');
  const run = await here.save({ experiment: { id: digits.id as never, name: 'digits' } });
  await here.save();
  const tips = (await listTips(here.repository)).filter(({ id }) => id === run.id);
  const some = await plan(here, { tips, isAll: false });
  t.same(
    some.records.map(({ name }) => name),
    [`refs/runs/experiments/${digits.id}`],
  );
  t.same(
    some.runs.map(({ run: { id } }) => id),
    [run.id],
  );
  t.equal((await plan(here)).records.length, 2);
});

t.test('a run that was deleted does not go there again; where it is named that is said', async t => {
  const { clones, env } = await team(t, 1);
  const [here] = clones as [Clone];
  const run = await here.save();
  await here.edit(run.id, [{ kind: 'trash' }]);
  const commit = here.git('rev-parse', runRef(run.id));
  await gc({
    repository: here.repository,
    author: AUTHOR,
    env,
    now: NOW,
    trashAge: 0,
    grace: 14,
    dryRun: false,
    foldAfter: 0,
  });
  here.git('update-ref', runRef(run.id), commit);
  t.match(await plan(here), { runs: [], refused: [], last: [{ name: /ledger/ }] });
  t.match(await plan(here, { isAll: false }), {
    runs: [],
    refused: [{ ref: runRef(run.id), why: /deleted/ }],
  });
});

t.test('a run that cannot be read is named, and the others are planned', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const [good, bad] = [await here.save(), await here.save()];
  here.git('update-ref', runRef(bad.id), 'HEAD');
  t.match(await plan(here), {
    runs: [{ run: { id: good.id } }],
    refused: [{ ref: runRef(bad.id), remedy: /fsck/ }],
  });
});
