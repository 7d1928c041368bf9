import t from 'tap';
import type { ExperimentId } from '../../src/run/experiment.ts';
import { findTip, listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';

/** A remote on which three runs of two experiments are folded, and a clone without any. */
async function foldedTeam(t: Parameters<typeof team>[0]) {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const words = { id: 'x'.repeat(26) as ExperimentId, name: 'words' };
  const runs = [await here.save(), await here.save(), await here.save({ experiment: words })];
  await here.push();
  await here.fold();
  return { here, other, runs };
}

t.test('one folded run comes without the others', async t => {
  const { here, other, runs } = await foldedTeam(t);
  const [run] = runs as [(typeof runs)[number]];
  const wants = (id: string) => id === run.id;
  t.match(await other.fetch({ wants, dryRun: true }), { runs: [{ id: run.id, how: 'new' }] });
  t.match(await other.fetch({ wants }), { runs: [{ id: run.id, name: run.name, how: 'new' }], refused: [] });
  t.same(
    (await listTips(other.repository)).map(({ id }) => id),
    [run.id],
  );
  t.equal(
    (await findTip(other.repository, run.id))?.commit,
    (await findTip(here.repository, run.id))?.commit,
  );
  t.same((await other.fetch({ wants })).runs, []);
  t.equal(other.git('fsck', '--strict', '--no-dangling'), '');
  t.same((await other.push()).runs, [], 'it is there, and is not sent as if it were not');
});

t.test('those of an experiment come, as their ledger tells', async t => {
  const { other, runs } = await foldedTeam(t);
  t.match(await other.fetch({ experiment: 'words' }), { runs: [{ id: runs[2]?.id }], refused: [] });
  t.equal((await listTips(other.repository)).length, 1);
});

t.test('an edit of here is joined with what was folded there since', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save();
  await here.push();
  await other.fetch();
  await here.edit(run.id, [{ kind: 'note', text: 'there' }]);
  await here.push();
  await here.fold();
  await other.edit(run.id, [{ kind: 'tag', key: 'of', value: 'here' }]);
  const wants = (id: string) => id === run.id;
  t.match(await other.fetch({ wants }), { runs: [{ id: run.id, how: 'joined' }] });
  const { stdout } = await other.run('show', run.id);
  t.match(stdout, /there/);
  t.match(stdout, /of +here/);
});

t.test('a run that was deleted here is not brought again', async t => {
  const { other, runs } = await foldedTeam(t);
  const [run] = runs as [(typeof runs)[number]];
  const wants = (id: string) => id === run.id;
  await other.fetch({ wants });
  await other.run('rm', run.id);
  await other.run('gc', '--prune', 'now');
  t.same((await other.fetch({ wants })).runs, []);
});
