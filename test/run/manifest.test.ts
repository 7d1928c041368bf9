import t from 'tap';
import { artifactsOf } from '../../src/run/manifest.ts';

t.test('the artifacts of a manifest are listed by their own path, in order', async t => {
  const entry = { sha256: 'ab', size: 1 };
  const manifest = {
    'run.json': entry,
    'artifacts/b.pt': { ...entry, mode: '755' as const },
    'artifacts/a/c.csv': entry,
    'logs/artifacts/x': entry,
  };
  t.same(artifactsOf(manifest), [
    { path: 'a/c.csv', ...entry },
    { path: 'b.pt', ...entry, mode: '755' },
  ]);
  t.same(artifactsOf({}), []);
});
