import t from 'tap';
import { neededContents } from '../../src/store/needed-contents.ts';
import { findTip } from '../../src/store/tips.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('each content that runs need is told once, also one that was added later', async t => {
  const bench = await removalBench(t);
  const { repository, stored, edit } = bench;
  const shared = { 'artifacts/model': 'both have it' };
  const runs = [
    await stored({ 'artifacts/small': 's' }, { large: { ...shared, 'artifacts/own': 'own' } }),
    await stored({}, { large: shared }),
    await stored({ 'logs/000000.log': 'l' }),
  ];
  const added = await repository.contents.put(bench.on.write('late', 'added later'));
  const entry = { ...added, pointer: true } as const;
  await edit(runs[2]!.id, [{ kind: 'artifact', path: 'late', entry }]);
  const commits = await Promise.all(
    runs.map(async ({ id }) => (await findTip(repository, id))?.commit ?? ''),
  );
  t.match(await neededContents(repository.objects, [...commits, '1'.repeat(40)]), [
    { size: 12, runs: [runs[0]!.id, runs[1]!.id] },
    { size: 3, runs: [runs[0]!.id] },
    { ...added, runs: [runs[2]!.id] },
  ]);
  t.same(await neededContents(repository.objects, []), []);
});
