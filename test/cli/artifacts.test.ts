import t from 'tap';
import { artifactWord, findArtifacts } from '../../src/cli/artifacts.ts';
import { createContext } from '../../src/cli/context.ts';
import { ArtifactNotFoundError, UsageError } from '../../src/run/errors.ts';
import { worldOf } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);
await bench.save(bench.run(), {
  files: storedFiles({ 'artifacts/model.pt': 'm', 'artifacts/plots/loss.svg': 'l', 'artifacts/plots2': 'p' }),
});
const context = createContext(worldOf(bench.on).world);
t.teardown(() => context.close());

const pathsOf = async (word: string) =>
  (await findArtifacts(context, word)).artifacts.map(({ path }) => path);

t.test('a run alone is all of its artifacts', async t => {
  for (const word of ['@', '@:', 'swift-otter'])
    t.same(await pathsOf(word), ['model.pt', 'plots/loss.svg', 'plots2']);
});

t.test('a path is a file, or a directory of them', async t => {
  t.same(await pathsOf('@:model.pt'), ['model.pt']);
  for (const word of ['@:plots', '@:plots/']) t.same(await pathsOf(word), ['plots/loss.svg']);
});

t.test('each has the blob that holds it', async t => {
  const { artifacts } = await findArtifacts(context, '@:model.pt');
  t.equal(bench.on.git('cat-file', 'blob', artifacts[0]?.blob.oid ?? ''), 'm');
});

t.test('what is not there is answered with what is near', async t => {
  const error = new ArtifactNotFoundError('swift-otter', 'modle.pt', ['model.pt']);
  await t.rejects(findArtifacts(context, '@:modle.pt'), error);
});

t.test("MLflow's options say the same as a word, and nothing is said twice", async t => {
  const none = { run: undefined, path: undefined };
  t.equal(artifactWord('@:plots', none), '@:plots');
  t.equal(artifactWord(undefined, { run: '@', path: undefined }), '@');
  t.equal(artifactWord(undefined, { run: '@', path: 'plots' }), '@:plots');
  t.equal(artifactWord(undefined, none), undefined);
  t.throws(() => artifactWord('@', { run: '@', path: undefined }), UsageError);
  t.throws(() => artifactWord(undefined, { run: undefined, path: 'plots' }), UsageError);
});
