import t from 'tap';
import { maintenance } from '../../../src/doctor/checks/maintenance.ts';
import { setUp } from '../../support/set-up.ts';

t.test('what keeps runs from being tidied, or synced, is named', async t => {
  const { on, look } = setUp(t, { config: { 'gc.auto': '6700' } });
  t.match(await maintenance.look(await look()), [{ state: 'ok' }]);
  on.git('config', 'gc.auto', '0');
  on.git('config', 'core.fsyncMethod', 'writeout-only');
  t.match(await maintenance.look(await look()), [
    { state: 'warning', message: /^gc\.auto=0: / },
    { state: 'warning', remedy: ['git config --unset core.fsyncMethod'] },
  ]);
  on.git('config', 'gc.auto', '1');
  on.git('config', '--unset', 'core.fsyncMethod');
  on.git('config', 'run.maintain', 'no');
  t.match(await maintenance.look(await look()), [{ state: 'warning', message: /^run\.maintain=no: / }]);
});
