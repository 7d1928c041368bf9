import t from 'tap';
import { checkRunName, parentOf } from '../../src/cli/run-options.ts';
import { NOW, sampleId } from '../support/run-rows.ts';

t.test('what cannot be the name of a run is refused before anything begins', async t => {
  checkRunName(undefined);
  checkRunName('first try');
  t.throws(() => checkRunName('a:b'), { code: 'usage', message: /^--name: / });
});

t.test('a run that is started inside a run is its child', async t => {
  const id = sampleId(NOW);
  t.same(parentOf({ env: { GIT_RUN_ID: id } }), [{ relation: 'child-of', id }]);
  t.same(parentOf({ env: {} }), []);
  t.same(parentOf({ env: { GIT_RUN_ID: 'no id' } }), []);
});
