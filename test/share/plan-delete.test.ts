import { join } from 'node:path';
import t from 'tap';
import { gc } from '../../src/remove/gc.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { planDelete, planPrune } from '../../src/share/plan-delete.ts';
import type { PushRequest } from '../../src/share/plan-push.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { gitIn } from '../support/temporary-repository.ts';

async function asked(clone: Clone): Promise<PushRequest> {
  const { repository, sharing } = clone;
  const tips = await listTips(repository);
  return {
    repository,
    sharing,
    shown: 'origin',
    tips,
    isAll: false,
    withHistory: false,
    allowed: new Set(),
    dryRun: true,
    now: NOW,
  };
}

t.test('a run that is named goes there, unless that would lose edits', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [plain, edited] = [await here.save(), await here.save()];
  const commit = here.git('rev-parse', runRef(plain.id));
  await here.push();
  const local = await here.save();
  await other.fetch();
  await here.edit(plain.id, [{ kind: 'note', text: 'not sent yet' }]);
  await other.edit(edited.id, [{ kind: 'note', text: 'x' }]);
  await other.push();
  const plan = await planDelete(await asked(here));
  t.match(plan, { removes: true, runs: [{ run: { id: plain.id, how: 'deleted' } }] });
  t.strictSame(
    plan.runs.map(({ change }) => change),
    [{ name: runRef(plain.id), from: commit }],
  );
  t.match(plan.refused, [
    { ref: runRef(local.id), why: 'it is not there' },
    { ref: runRef(edited.id), why: /edits that are not here/, remedy: /git run fetch/ },
  ]);
});

t.test('what was deleted for good goes there, unless it was edited since', async t => {
  const { clones, refs } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  t.match(await planPrune(await asked(here)), { runs: [], refused: [] });
  const [plain, edited] = [await here.save(), await here.save()];
  const alive = await here.save();
  await here.push();
  await other.fetch();
  await other.edit(edited.id, [{ kind: 'note', text: 'x' }], NOW + 5000);
  await other.push();
  for (const { id } of [plain, edited]) await here.edit(id, [{ kind: 'trash' }]);
  await gc({
    repository: here.repository,
    author: AUTHOR,
    env: here.env,
    now: NOW + 1000,
    trashAge: 0,
    grace: 0,
    dryRun: false,
    foldAfter: 0,
  });
  t.match(await planPrune(await asked(here)), {
    runs: [{ run: { id: plain.id, how: 'deleted' } }],
    refused: [{ ref: runRef(edited.id), why: /edited since/ }],
  });
  t.match(await here.run('push', '--prune', '--dry-run'), {
    exitCode: 1,
    stdout: /^would remove 1 run from origin/,
  });
  t.equal(refs().length, 3);
  await here.run('push', '--prune');
  t.same(
    refs().filter(line => line.endsWith(plain.id)),
    [],
  );
  t.ok(refs().some(line => line.endsWith(alive.id)) && refs().some(line => line.endsWith(edited.id)));
  t.equal(here.git('for-each-ref', 'refs/run-incoming'), '');
});

t.test('the command says what it needs', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save({ name: 'otter' });
  await here.push();
  t.match(await here.run('push', '--delete'), { exitCode: 2, stderr: /which runs/ });
  t.match(await here.run('push', '--delete', '--prune'), { exitCode: 2, stderr: /not both/ });
  t.match(await here.run('push', '--delete', 'otter'), {
    exitCode: 0,
    stdout: /^removed 1 run from origin\n {2}deleted/,
  });
  t.same(refs(), []);
  t.equal(here.refs().length, 1);
});

t.test('what is no run goes from there, though it is not here', async t => {
  const { clones, there, env } = await team(t, 1);
  const [here] = clones as [Clone];
  const { id } = await here.save();
  const blob = gitIn(there, env, ['hash-object', '-w', join(there, 'HEAD')]);
  gitIn(there, env, ['update-ref', runRef(id), blob]);
  t.match(await planDelete(await asked(here)), {
    runs: [{ run: { id, how: 'deleted' }, change: { name: runRef(id), from: blob } }],
    refused: [],
  });
});
