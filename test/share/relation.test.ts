import t from 'tap';
import { purge } from '../../src/remove/purge.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { relation } from '../../src/share/relation.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

t.test('a version has more, has less, lacks what was purged, or is another', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const { repository } = here;
  const run = await here.save({}, { contents: { files: storedFiles({ 'artifacts/x': '1' }) } });
  const at = () => here.git('rev-parse', runRef(run.id));
  const first = at();
  await here.edit(run.id, [{ kind: 'note', text: 'a' }]);
  const edited = at();
  t.equal(await relation(repository, edited, first), 'edited');
  t.equal(await relation(repository, first, edited), 'behind');
  here.git('update-ref', runRef(run.id), first);
  await here.edit(run.id, [{ kind: 'note', text: 'b' }]);
  t.equal(await relation(repository, at(), edited), 'apart');
  t.equal(await relation(repository, at(), '1'.repeat(40)), 'apart', 'of what is not here nothing is known');
  t.equal(await relation(repository, at(), here.git('rev-parse', 'HEAD^{tree}')), 'apart');
});

t.test('what lacks nothing but what was purged is told as such', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const files = storedFiles({ 'artifacts/x': '1' });
  const run = await here.save({}, { contents: { files } });
  await here.push();
  await other.fetch();
  await purge({
    repository: here.repository,
    author: AUTHOR,
    env: here.env,
    now: NOW,
    runs: [{ id: run.id, paths: ['x'] }],
  });
  other.git('fetch', '-q', here.path, `+${runRef(run.id)}:refs/run-incoming/x/y`);
  const [purged, whole] = other.git('rev-parse', 'refs/run-incoming/x/y', runRef(run.id)).split('\n') as [
    string,
    string,
  ];
  t.equal(await relation(other.repository, purged, whole), 'purged');
  t.equal(await relation(other.repository, whole, purged), 'apart');
});
