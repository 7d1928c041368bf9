import { dirname, join } from 'node:path';
import t from 'tap';
import type { Remotes } from '../../src/git/remotes.ts';
import { keptThere } from '../../src/share/kept-there.ts';
import { lookThere } from '../../src/share/there.ts';
import { findTip, listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { openDoor } from '../support/recorded-run.ts';
import { gitIn } from '../support/temporary-repository.ts';

t.test('a run that somebody else has folded is not sent again, but an edit of it is', async t => {
  const { clones, refs } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save();
  await here.push();
  await other.fetch();
  await other.fold();
  const commit = (await findTip(here.repository, run.id))?.commit as string;
  const tips = await listTips(here.repository);
  const there = await lookThere(here.sharing, {});
  t.same(await keptThere(here.repository, here.sharing, { tips, there }), new Map([[run.id, commit]]));
  const folded = refs();
  const sent = await here.push();
  t.same([sent.runs, sent.same, sent.refused], [[], 1, []]);
  t.same(
    refs().filter(line => line.includes(run.id)),
    [],
  );
  t.same(refs(), folded);
  await here.edit(run.id, [{ kind: 'note', text: 'x' }]);
  t.match(await here.push({ isAll: false }), { runs: [{ id: run.id }], refused: [] });
  t.equal(refs().filter(line => line.includes(run.id)).length, 1);
});

t.test('of runs that never left nobody is asked', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save();
  const tips = await listTips(here.repository);
  const there = { prefix: 'refs/runs/', ours: new Map<string, string>(), published: [] };
  const sharing = { ...here.sharing, remote: 'none' };
  t.same(await keptThere(here.repository, sharing, { tips, there }), new Map());
});

t.test('where pushes go elsewhere than fetches come from, it is what is kept there', async t => {
  const { clones, there: path, env } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save();
  await here.push();
  await other.fetch();
  await other.fold();
  const empty = join(dirname(path), 'empty.git');
  gitIn(dirname(path), env, ['init', '-q', '--bare', empty]);
  here.git('config', 'remote.origin.pushurl', path);
  here.git('config', 'remote.origin.url', empty);
  const repository = await openDoor(t, here.path, env);
  const sharing = { ...here.sharing, remotes: repository.remotes as Remotes };
  const tips = await listTips(repository);
  const there = await lookThere(sharing, { published: true });
  t.same([...(await keptThere(repository, sharing, { tips, there })).keys()], [run.id]);
});
