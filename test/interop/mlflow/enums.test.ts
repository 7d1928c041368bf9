import t from 'tap';
import { isOfView, MODEL_STATUSES, RUN_STATUSES, VIEW_TYPES } from '../../../src/interop/mlflow/enums.ts';

t.test('the trash is told from the rest', async t => {
  t.same(
    (['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const).map(view =>
      [true, false].map(trashed => isOfView({ trashed }, view)),
    ),
    [
      [false, true],
      [true, false],
      [true, true],
    ],
  );
});

t.test('words have the numbers of the protocol', async t => {
  t.same([RUN_STATUSES.FINISHED, VIEW_TYPES.ALL, MODEL_STATUSES.LOGGED_MODEL_READY], [3, 3, 2]);
});
