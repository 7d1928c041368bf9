import t from 'tap';
import { ok } from '../../../src/doctor/check.ts';
import { signing } from '../../../src/doctor/checks/signing.ts';
import { setUp } from '../../support/set-up.ts';

t.test('what keeps runs from being signed, or trusted, is told with what to type', async t => {
  const { on, look } = setUp(t);
  const found = async () => signing.look(await look());
  t.same(await found(), [ok('runs are not signed')], 'nobody has asked for it');
  on.git('config', 'run.sign', 'true');
  t.match(await found(), [{ state: 'ok', message: /openpgp/ }]);
  on.git('config', 'gpg.format', 'ssh');
  t.match(await found(), [{ state: 'warning', remedy: [/user\.signingKey/] }]);
  on.git('config', 'user.signingKey', '/key.pub');
  t.match(await found(), [{ state: 'warning', remedy: [/allowedSignersFile/] }]);
  on.git('config', 'gpg.ssh.allowedSignersFile', '/signers');
  t.match(await found(), [{ state: 'ok', message: /ssh/ }]);
  t.match(await signing.look(await look({ GIT_RUN_ENGINE: 'embedded' })), [
    { state: 'warning', message: /no git program/ },
  ]);
});
