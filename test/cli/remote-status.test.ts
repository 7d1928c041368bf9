import t from 'tap';
import { type Clone, team } from '../support/clones.ts';

t.test('each run says whether it is here, on the remote too, or there with other edits', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [same, edited] = [await here.save({ name: 'same' }), await here.save({ name: 'edited' })];
  await here.push();
  await here.save({ name: 'local' });
  await other.save({ name: 'lonely' });
  await other.push();
  await here.edit(edited.id, [{ kind: 'note', text: 'x' }]);
  const { stdout, stderr } = await here.run('log', '--remote-status');
  t.match(stderr, 'git-run: 1 run only on origin: git run fetch\n');
  t.match(stdout, /^id +name +status +started +duration +remote/);
  t.match(stdout, /same .* both/);
  t.match(stdout, /edited .* differs/);
  t.match(stdout, /local .* here/);
  const answer = JSON.parse((await here.run('log', '--remote-status', 'origin', '--json')).stdout);
  t.same(answer.runs.map((run: { name: string; remote: string }) => [run.name, run.remote]).sort(), [
    ['edited', 'differs'],
    ['local', 'here'],
    ['same', 'both'],
  ]);
  t.match(await here.run('log', '--remote-status', '--columns', 'name'), { stdout: /^name +remote/ });
  t.match(await here.run('log', '--remote-status', 'none'), { exitCode: 1 });
  t.notMatch((await here.run('log')).stdout, /remote/);
  t.ok(same);
});

t.test('folded runs, and those only known of, say where they are', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  await here.save({ name: 'folded' });
  await here.push();
  await here.fold();
  const statusIn = async ({ run }: Clone) => {
    const { runs } = JSON.parse((await run('log', '--remote-status', '--json')).stdout);
    return runs.map(({ name, remote }: { name: string; remote?: string }) => `${name} ${remote}`).sort();
  };
  t.same(await statusIn(here), ['folded both']);
  t.match((await other.run('log', '--remote-status')).stderr, '1 run only on origin: git run fetch');
  await other.save({ name: 'own' });
  await other.run('fetch', '--metadata-only');
  t.same(await statusIn(other), ['folded there', 'own here']);
  await other.run('fetch');
  t.same(await statusIn(other), ['folded both', 'own here']);
});
