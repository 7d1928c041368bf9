import t from 'tap';
import { commitsHere } from '../../src/share/commits-here.ts';
import { type Clone, team } from '../support/clones.ts';

t.test('of many commits those that are here are told, in order', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const head = here.git('rev-parse', 'HEAD');
  t.same(await commitsHere(here.repository, ['1'.repeat(40), head, '2'.repeat(40)]), [head]);
  t.same(await commitsHere(here.repository, []), []);
});
