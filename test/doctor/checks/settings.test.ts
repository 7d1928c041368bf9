import t from 'tap';
import { settings } from '../../../src/doctor/checks/settings.ts';
import { setUp } from '../../support/set-up.ts';

t.test('what nobody reads and what cannot be used is named, with what is meant', async t => {
  const { on, look } = setUp(t);
  t.match(await settings.look(await look()), [{ state: 'ok' }]);
  on.git('config', 'run.sizeLimt', '5');
  t.match(await settings.look(await look()), [
    {
      state: 'warning',
      message: /run\.sizelimt.*run\.sizeLimit/,
      remedy: ['git config --unset run.sizelimt'],
    },
  ]);
  on.git('config', '--unset', 'run.sizeLimt');
  on.git('config', 'run.sizeLimit', 'much');
  t.match(await settings.look(await look()), [{ state: 'problem', message: /'much' is no size/ }]);
  on.git('config', '--unset', 'run.sizeLimit');
  on.write('git-run.yaml', 'outptus: [a]\n');
  t.match(await settings.look(await look()), [{ state: 'problem', message: /git-run\.yaml:1: .*'outputs'/ }]);
});
