import t from 'tap';
import { hooks } from '../../../src/doctor/checks/hooks.ts';
import { setUp } from '../../support/set-up.ts';

t.test('a hook that runs for refs is named, wherever hooks are', async t => {
  const { on, look } = setUp(t);
  t.match(await hooks.look(await look()), [{ state: 'ok' }]);
  on.write('.git/hooks/reference-transaction', 'not executable');
  t.match(await hooks.look(await look()), [{ state: 'ok' }]);
  on.write('.git/hooks/reference-transaction*', '#!/bin/sh\n');
  t.match(await hooks.look(await look()), [
    { state: 'warning', message: /\.git\/hooks\/reference-transaction / },
  ]);
  on.git('config', 'core.hooksPath', 'mine');
  t.match(await hooks.look(await look()), [{ state: 'ok' }]);
  on.write('mine/pre-push*', '#!/bin/sh\n');
  t.match(await hooks.look(await look()), [{ state: 'warning', message: /\/mine\/pre-push / }]);
});
