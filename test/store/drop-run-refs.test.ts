import t from 'tap';
import { dropRunRefs } from '../../src/store/drop-run-refs.ts';
import { NOW, sampleId } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('refs that have moved meanwhile stay, and are told; all others go', async t => {
  const { repository, on } = await storeBench(t);
  const [commit, moved] = [on.git('rev-parse', 'HEAD'), on.git('commit-tree', 'HEAD^{tree}', '-m', 'x')];
  const tips = Array.from({ length: 9 }, () => ({ id: sampleId(NOW), commit }));
  for (const { id } of tips) on.git('update-ref', `refs/runs/${id}`, commit);
  const busy = [tips[2], tips[7]].map(tip => tip?.id);
  for (const id of busy) on.git('update-ref', `refs/runs/${id}`, moved);
  t.same(await dropRunRefs(repository.refs, tips), busy);
  t.equal(on.git('for-each-ref', 'refs/runs').split('\n').length, 2);
  t.same(await dropRunRefs(repository.refs, []), []);
});
