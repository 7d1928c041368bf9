import t from 'tap';
import { openSources } from '../../../src/interop/mlflow-runs/sources.ts';
import { storeBench } from '../../support/store-bench.ts';

t.test('a commit that is here is the source, with its branch', async t => {
  const { repository, on } = await storeBench(t);
  const [commit, tree] = on.git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n') as [string, string];
  const sources = openSources(repository, 0);
  const tags = { 'mlflow.source.git.commit': commit, 'mlflow.source.git.branch': 'main' };
  t.match(await sources.of(tags), { commit, tree, head: commit, branch: 'main', modified: 0 });
  await sources.close();
  t.notMatch(on.git('for-each-ref'), /run-snapshots/);
});

t.test('for all others there is one that holds nothing, the same in every clone', async t => {
  const found = [];
  for (let clone = 0; clone < 2; clone++) {
    const { repository, on } = await storeBench(t);
    const sources = openSources(repository, 0);
    const blob = on.git('hash-object', '-w', 'train.py');
    for (const commit of ['', 'HEAD', 'a'.repeat(40), blob, '--all'])
      found.push(await sources.of({ 'mlflow.source.git.commit': commit }));
    t.match(on.git('for-each-ref'), /refs\/run-snapshots\//);
    await sources.close();
    t.notMatch(on.git('for-each-ref'), /run-snapshots/);
  }
  t.equal(new Set(found.map(({ commit }) => commit)).size, 1);
  t.match(found[0], { unknown: true });
  t.notOk('head' in (found[0] as object));
});
