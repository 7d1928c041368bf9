import t from 'tap';
import { planPurge } from '../../src/remove/plan-purge.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { entryOf } from '../../src/store/save.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test('paths are those that artifact and show print, and directories of them', async t => {
  const { repository, stored, on } = await removalBench(t);
  const files = {
    'artifacts/out/a': 'a',
    'artifacts/out/b': 'b',
    'artifacts/outer': 'c',
    'logs/000000.log': 'log',
    'logs/index.ndjson': 'i',
    'raw/src/x': 'raw',
    'resources.ndjson': 'r',
  };
  const { id } = await stored(files, { sources: { 'src/x': 'x', 'src/y': 'y', out: 'source of that name' } });
  const plan = (paths: string[], begun: string[] = []) =>
    planPurge(repository, {
      id: id as RunId,
      commit: on.git('rev-parse', `refs/runs/${id}`),
      paths,
      begun: new Set(begun),
    });
  const found = async (...paths: string[]) => {
    const { own, source } = await plan(paths);
    return { own: [...own].sort(), source: [...source].sort() };
  };
  t.same(await found('artifacts/out/a'), { own: ['artifacts/out/a'], source: [] });
  t.same(await found('out/'), { own: ['artifacts/out/a', 'artifacts/out/b'], source: ['out'] });
  t.same(await found('logs/000000.log'), { own: ['logs/000000.log', 'logs/index.ndjson'], source: [] });
  t.same(await found('resources.ndjson'), { own: ['resources.ndjson'], source: [] });
  t.same(await found('./src/x'), { own: ['raw/src/x'], source: ['src/x'] });
  t.same(await found('src', 'outer'), { own: ['artifacts/outer', 'raw/src/x'], source: ['src/x', 'src/y'] });
  const { digests, blobs } = await plan(['outer']);
  t.same([...digests], [entryOf(Buffer.from('c')).sha256]);
  t.same(blobs, [on.git('rev-parse', `refs/runs/${id}:artifacts/outer`)]);
  await t.rejects(plan(['gone']), { code: 'nothing-to-purge' });
  t.match(
    await plan(['gone'], ['gone']),
    { own: [], source: [], files: [] },
    'an earlier purge has begun it',
  );
});
