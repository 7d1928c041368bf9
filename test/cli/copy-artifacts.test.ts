import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findArtifacts } from '../../src/cli/artifacts.ts';
import { createContext } from '../../src/cli/context.ts';
import { copyArtifacts } from '../../src/cli/copy-artifacts.ts';
import { WouldOverwriteError } from '../../src/run/errors.ts';
import { worldOf } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());
await bench.save(bench.run(), { files: storedFiles({ 'artifacts/plots/loss.svg': '<svg/>' }) });

t.test('artifacts are copied into a directory that is made, and nothing is overwritten', async t => {
  const { artifacts } = await findArtifacts(context, '@');
  const root = join(bench.on.path, 'out/best');
  t.same(await copyArtifacts(context, artifacts, root), { files: 1, bytes: 6 });
  t.equal(readFileSync(join(root, 'plots/loss.svg'), 'utf8'), '<svg/>');
  bench.on.write('out/best/plots/loss.svg', '<svg2>');
  await t.rejects(copyArtifacts(context, artifacts, root), WouldOverwriteError);
  t.equal(readFileSync(join(root, 'plots/loss.svg'), 'utf8'), '<svg2>');
});

t.test('who copies them twice has them', async t => {
  const { artifacts } = await findArtifacts(context, '@');
  const root = join(bench.on.path, 'twice');
  await copyArtifacts(context, artifacts, root);
  t.same(await copyArtifacts(context, artifacts, root), { files: 0, bytes: 0 });
});
