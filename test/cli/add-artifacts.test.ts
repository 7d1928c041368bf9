import { join } from 'node:path';
import t from 'tap';
import { addArtifacts } from '../../src/cli/add-artifacts.ts';
import { findArtifacts } from '../../src/cli/artifacts.ts';
import { createContext } from '../../src/cli/context.ts';
import { UsageError } from '../../src/run/errors.ts';
import { worldOf } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
const run = bench.run();
await bench.save(run);
const file = join(bench.on.path, 'model.pt');

const contentOf = async (path: string) => {
  const { artifacts } = await findArtifacts(context, `@:${path}`);
  return bench.on.git('cat-file', 'blob', artifacts[0]?.blob.oid ?? '');
};

t.test('a file is added under a name of its own, and replaces one that is there', async t => {
  bench.on.write('model.pt', 'old');
  await addArtifacts(context, run.id, [{ path: 'best/model.pt', file }]);
  t.equal(await contentOf('best/model.pt'), 'old');
  bench.on.write('model.pt', 'new');
  await addArtifacts(context, run.id, [{ path: 'best/model.pt', file }]);
  t.equal(await contentOf('best/model.pt'), 'new');
});

t.test('where one cannot be read, none is added', async t => {
  const files = [
    { path: 'other', file },
    { path: 'gone', file: join(bench.on.path, 'gone') },
  ];
  await t.rejects(addArtifacts(context, run.id, files), UsageError);
  await t.rejects(findArtifacts(context, '@:other'));
});
