import { join } from 'node:path';
import t from 'tap';
import type { Edit } from '../../src/run/annotation.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { runRef } from '../../src/run/run-ref.ts';
import type { Refused } from '../../src/run/sharing.ts';
import { planRun } from '../../src/share/plan-run.ts';
import { lookThere } from '../../src/share/there.ts';
import { loadRun } from '../../src/store/load.ts';
import { openValidation } from '../../src/store/validate-run.ts';
import { type Clone, team } from '../support/clones.ts';

const NOTE: readonly Edit[] = [{ kind: 'note', text: 'good' }];

/** How a run of a clone would go to what its remote has now. */
async function planned({ repository, sharing, git }: Clone, id: RunId) {
  const loaded = await loadRun(repository.objects, git('rev-parse', runRef(id)));
  const there = await lookThere(sharing, {});
  return planRun({ validation: openValidation(repository), there, shown: 'origin' }, loaded);
}

t.test('a run goes as it stands to what is there', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const { id } = await here.save({ name: 'otter' });
  const first = here.git('rev-parse', runRef(id));
  t.strictSame(await planned(here, id), {
    run: { id, name: 'otter', how: 'new' },
    change: { name: runRef(id), to: first },
  });
  await here.push();
  await other.fetch();
  const edited = await here.edit(id, NOTE);
  t.match(await planned(here, id), { run: { how: 'edited' }, change: { from: first, to: edited } });
  await here.push();
  here.git('update-ref', runRef(id), first);
  t.equal(await planned(here, id), 'same', 'who is behind has nothing to send');
  await other.edit(id, [{ kind: 'note', text: 'bad' }]);
  t.match(await planned(other, id), { why: /edited there as well/, remedy: /^git run fetch/ });
});

t.test('what is there in the place of a run, and is none, is told with how to remove it', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const { id } = await here.save();
  const blob = here.git('hash-object', '-w', join(here.path, '.git', 'HEAD'));
  const strange = here.git('commit-tree', '-m', 'x', 'HEAD^{tree}');
  for (const oid of [blob, strange]) {
    here.git('push', '-q', '--force', 'origin', `${oid}:${runRef(id)}`);
    const told = (await planned(here, id)) as Refused;
    t.match(told, { ref: runRef(id), why: new RegExp(`no sound run: .*${oid} `) });
    const command = /^(git push origin :\S+) removes it there$/.exec(told.remedy as string)?.[1] as string;
    here.git(...command.split(' ').slice(1));
    t.match(await planned(here, id), { run: { how: 'new' } });
  }
});
