import t from 'tap';
import { runBlobs } from '../../src/remove/run-blobs.ts';
import { KINDS } from '../../src/run/weight.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('files are told by kind; of the source only what its parent has not', async t => {
  const { repository, stored, edit, on, run, save } = await removalBench(t, {
    files: { 'd/kept': 'kept', 'd/old': 'old' },
  });
  const files = {
    'artifacts/deep/er/a': 'a',
    'artifacts/b': 'b',
    'logs/000000.log': 'l',
    'metrics/1.ndjson': '{}',
    'resources.ndjson': '{"system":1}',
  };
  const { id } = await stored(files, { sources: { 'd/old': 'edited', 'd/new/x': 'new' } });
  await edit(id, [{ kind: 'note', text: 'one' }]);
  await edit(id, [{ kind: 'note', text: 'two' }]);
  const clean = run();
  await save(clean);
  const [found, other, none] = await runBlobs(
    repository.objects,
    [`refs/runs/${id}`, `refs/runs/${clean.id}`].map(ref => on.git('rev-parse', ref)).concat('1'.repeat(40)),
  );
  const oids = (...paths: string[]) => paths.map(path => on.git('rev-parse', path)).sort();
  const at = (path: string) => `refs/runs/${id}:${path}`;
  t.same([...(found?.artifacts.keys() ?? [])].sort(), oids(at('artifacts/deep/er/a'), at('artifacts/b')));
  t.same([...(found?.logs.keys() ?? [])], oids(at('logs/000000.log')));
  t.same([...(found?.metrics.keys() ?? [])].sort(), oids(at('metrics/1.ndjson'), at('resources.ndjson')));
  const source = on.git('rev-parse', `refs/runs/${id}~3`);
  t.same([...(found?.source.keys() ?? [])].sort(), oids(`${source}:d/old`, `${source}:d/new/x`));
  t.same([...(found?.artifacts.values() ?? [])].sort(), ['artifacts/b', 'artifacts/deep/er/a']);
  t.same([...(found?.source.values() ?? [])].sort(), ['d/new/x', 'd/old']);
  t.equal(found?.records.size, 6, 'four records and two edits');
  t.equal(other?.source.size, 0, 'a commit of the user is not ours to weigh');
  t.same(
    KINDS.map(kind => none?.[kind].size),
    [0, 0, 0, 0, 0],
  );
});
