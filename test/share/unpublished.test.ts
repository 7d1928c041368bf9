import t from 'tap';
import { unpublishedBelow } from '../../src/share/unpublished.ts';
import { loadRuns } from '../../src/store/load.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';

t.test('what would travel is told of each run that stands on it, and of no other', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const published = here.git('rev-parse', 'HEAD');
  const commit = () => {
    here.git('commit', '-q', '--allow-empty', '-m', 'mine');
    return here.git('rev-parse', 'HEAD');
  };
  await here.save({ name: 'clean' });
  await here.save({ name: 'edited' }, { sources: { a: '1' } });
  const one = commit();
  await here.save({ name: 'on one' }, { sources: { a: '2' } });
  const two = commit();
  await here.save({ name: 'is two' });
  const tips = await listTips(here.repository);
  const runs = (
    await loadRuns(
      here.repository.objects,
      tips.map(tip => tip.commit),
    )
  ).flatMap(run => ('error' in run ? [] : [run]));
  const told = async (there: string[]) => {
    const found = await unpublishedBelow(here.repository, runs, there);
    return Object.fromEntries(
      runs.flatMap(({ run, commit: of }) => (found.has(of) ? [[run.name, found.get(of)]] : [])),
    );
  };
  t.same(await told([published]), { 'on one': [one], 'is two': [two, one] });
  t.same(await told([two]), {});
  t.same(await told([one]), { 'is two': [two] });
  t.match(Object.keys(await told([])).sort(), ['clean', 'edited', 'is two', 'on one']);
});
