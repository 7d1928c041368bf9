import t from 'tap';
import { MlflowRequestError } from '../../../src/interop/mlflow/request-error.ts';
import { isInView, parseViewType } from '../../../src/interop/mlflow/view-type.ts';

t.test('a view is one of three words, in capitals or not', async t => {
  t.equal(parseViewType('active_only'), 'active_only');
  t.equal(parseViewType('ALL'), 'all');
  t.throws(() => parseViewType('none'), MlflowRequestError);
});

t.test('what is deleted is in two of them, and what is not in two', async t => {
  t.same([isInView('active_only', false), isInView('active_only', true)], [true, false]);
  t.same([isInView('deleted_only', false), isInView('deleted_only', true)], [false, true]);
  t.same([isInView('all', false), isInView('all', true)], [true, true]);
});
