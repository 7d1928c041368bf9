import t from 'tap';
import { runsThere } from '../../src/share/runs-there.ts';
import { lookThere } from '../../src/share/there.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';

t.test('runs with refs and folded ones are listed, to who has none of them and to who has all', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const list = async ({ repository, sharing }: Clone) =>
    listTips(await runsThere(repository, sharing, await lookThere(sharing, {})));
  t.same(await list(other), []);
  const folded = await here.save();
  await here.push();
  t.match(await list(other), [{ id: folded.id }]);
  await here.fold();
  const single = await here.save();
  await here.push();
  for (const clone of [here, other]) {
    const tips = await list(clone);
    t.same(
      tips.map(({ id, page }) => [id, page === undefined]).sort(),
      [
        [folded.id, false],
        [single.id, true],
      ].sort(),
    );
  }
  t.same(await listTips(other.repository), []);
  t.same(await other.repository.sides?.seen(), [], 'nothing of it is shown');
});
