import t from 'tap';
import { terminal } from '../../../src/doctor/checks/terminal.ts';
import { until } from '../../support/recording.ts';
import { noTerminal } from '../../support/session.ts';

t.test('a terminal that can be opened is fine, and nothing of it stays', async t => {
  const setup = { cwd: '/', env: {}, now: 0 };
  const expected = (await noTerminal()) === false ? 'ok' : 'warning';
  t.match(await terminal.look(setup), [{ state: expected }]);
  await until(() => !process.getActiveResourcesInfo().includes('TTYWrap'));
});
