import t from 'tap';
import { adoptRecords } from '../../src/share/adopt-records.ts';
import { EXPERIMENT } from '../../src/store/experiment-kind.ts';
import { changeExperiment, listExperiments } from '../../src/store/experiments.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('experiments are new, move forwards, or are joined; what is none is refused', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  await here.experiment('digits');
  const bring = async (from: Clone, to: Clone) => {
    to.git('fetch', '-q', from.path, '+refs/runs/experiments/*:refs/run-incoming/x/*');
    const lines = to
      .git('for-each-ref', '--format=%(objectname) %(refname)', 'refs/run-incoming')
      .split('\n');
    const incoming = lines.map(line => {
      const [commit = '', held = ''] = line.split(' ');
      return { name: held.replace('refs/run-incoming/x/', 'refs/runs/experiments/'), commit, held };
    });
    return adoptRecords(to.repository, EXPERIMENT, incoming);
  };
  const change = async (clone: Clone, changes: object, now: number) => {
    const [experiment] = await listExperiments(clone.repository);
    await changeExperiment(
      { repository: clone.repository, author: AUTHOR, now },
      experiment as never,
      changes,
    );
  };
  t.same(await bring(here, other), { changed: 1, refused: [] });
  t.same(await bring(here, other), { changed: 0, refused: [] });
  await change(here, { description: 'handwritten' }, NOW + 1000);
  t.same(await bring(here, other), { changed: 1, refused: [] });
  t.same(other.refs(), here.refs());
  await change(here, { tags: { a: '1' } }, NOW + 2000);
  await change(other, { description: 'digits 0 to 9', tags: { b: '2' } }, NOW + 3000);
  t.same(await bring(other, here), { changed: 1, refused: [] });
  t.same(await bring(here, other), { changed: 1, refused: [] });
  t.same(other.refs(), here.refs());
  t.match(await listExperiments(here.repository), [
    { description: 'digits 0 to 9', tags: { a: '1', b: '2' } },
  ]);
  const name = 'refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa';
  const bad = { name, commit: here.git('rev-parse', 'HEAD'), held: 'refs/heads/main' };
  t.match(await adoptRecords(here.repository, EXPERIMENT, [bad]), { changed: 0, refused: [{ ref: name }] });
});
