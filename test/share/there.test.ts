import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import { changeThere, lookThere, there } from '../../src/share/there.ts';
import { type Clone, team } from '../support/clones.ts';

t.test('refs of ours lie below a prefix of the remote’s', async t => {
  t.equal(there('refs/runs/experiments/x', 'refs/heads/runs/'), 'refs/heads/runs/experiments/x');
  t.same(changeThere({ name: 'refs/runs/x', to: 'y' }, 'refs/heads/r/'), { name: 'refs/heads/r/x', to: 'y' });
});

t.test('what is there is told by the names it has here, and apart from branches and tags', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const [one, two] = [await here.save(), await here.save()];
  await here.push();
  const head = here.git('rev-parse', 'HEAD');
  const all = await lookThere(here.sharing, { published: true });
  t.same([...all.ours.keys()].sort(), [one, two].map(({ id }) => runRef(id) as string).sort());
  t.same(all.published, [head]);
  const some = await lookThere(here.sharing, { names: [runRef(one.id), 'refs/runs/none'] });
  t.same([...some.ours.keys()], [runRef(one.id)]);
  t.same(some.published, []);
  t.same(await lookThere(here.sharing, { names: [] }), {
    prefix: 'refs/runs/',
    ours: new Map(),
    published: [],
  });
  const many = Array.from({ length: 60 }, (_, at) => `refs/runs/${at}`);
  t.equal((await lookThere(here.sharing, { names: many })).ours.size, 2, 'of many names all refs are listed');
});

t.test('on a host that takes branches alone runs are shared as such', async t => {
  const { clones, there: bare, refs } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const inBranches = (clone: Clone) => ({ sharing: { ...clone.sharing, prefix: 'refs/heads/runs/' } });
  const run = await here.save();
  await here.experiment('digits');
  t.match(await here.push(inBranches(here)), {
    runs: [{ id: run.id, how: 'new' }],
    experiments: 1,
    refused: [],
  });
  t.same(refs(), []);
  t.equal(here.git('ls-remote', '--heads', bare, 'runs/*').split('\n').length, 2);
  const fetched = await other.fetch(inBranches(other));
  t.match(fetched, { runs: [{ id: run.id, how: 'new' }], experiments: 1, refused: [] });
  t.same(other.refs(), here.refs());
  t.match(await here.push(inBranches(here)), { runs: [], same: 1 });
});
