import t from 'tap';
import { liveRef } from '../../src/run/run-ref.ts';
import { dropAnchor } from '../../src/store/anchor.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('the anchor of one run is removed, if there is one', async t => {
  const { repository, on, run } = await storeBench(t);
  const [one, other] = [run().id, run().id];
  for (const id of [one, other]) on.git('update-ref', liveRef(id), 'HEAD');
  await dropAnchor(repository.refs, one);
  t.equal(on.git('for-each-ref', '--format=%(refname)', 'refs/run-live'), liveRef(other));
  await dropAnchor(repository.refs, one);
});
