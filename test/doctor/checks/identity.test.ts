import t from 'tap';
import { identity } from '../../../src/doctor/checks/identity.ts';
import { setUp } from '../../support/set-up.ts';

t.test('an author that was made up is a warning, with what to type', async t => {
  const { on, look } = setUp(t);
  t.match(await identity.look(await look()), [{ state: 'ok', message: 'Ada Author <ada@example.com>' }]);
  const { GIT_AUTHOR_NAME: _, GIT_AUTHOR_EMAIL: __, ...env } = on.env;
  t.match(await identity.look({ ...(await look()), env }), [
    { state: 'warning', remedy: [/^git config --global user\.name /, /user\.email/] },
  ]);
  on.git('config', 'user.name', 'Grace');
  on.git('config', 'user.email', 'grace@example.com');
  t.match(await identity.look({ ...(await look()), env }), [{ state: 'ok', message: /^Grace/ }]);
});
