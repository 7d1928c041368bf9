import { join } from 'node:path';
import t from 'tap';
import { ci } from '../../../src/doctor/checks/ci.ts';
import { setUp } from '../../support/set-up.ts';

const GITHUB = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'ada/digits' };
const GITLAB = { CI: 'true', GITLAB_CI: 'true' };

t.test('outside of CI there is nothing to tell', async t => {
  const { look } = setUp(t);
  t.same(await ci.look(await look()), [{ state: 'ok', message: 'none', remedy: [] }]);
});

t.test('what the token needs is told, and a pull request from a fork has none', async t => {
  const { on, look } = setUp(t);
  t.match(await ci.look(await look(GITLAB)), [{ state: 'ok', message: /Job token permissions/ }]);
  t.match(await ci.look(await look(GITHUB)), [{ state: 'ok', message: /contents: write/ }]);
  const from = (name: string) =>
    on.write('event.json', JSON.stringify({ pull_request: { head: { repo: { full_name: name } } } }));
  const env = {
    ...GITHUB,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: join(on.path, 'event.json'),
  };
  from('eve/digits');
  t.match(await ci.look(await look(env)), [{ state: 'warning', message: /from a fork/ }]);
  from('ada/digits');
  t.match(await ci.look(await look(env)), [{ state: 'ok' }]);
  on.write('event.json', 'no JSON');
  t.match(await ci.look(await look(env)), [{ state: 'ok' }]);
});

t.test('a checkout that left Git no credentials is a warning', async t => {
  const { on, look } = setUp(t);
  on.git('remote', 'add', 'origin', 'https://github.com/ada/digits');
  const lacks = async (env: Record<string, string> = GITHUB) =>
    (await ci.look(await look(env))).some(({ message }) => message.includes('no credentials for origin'));
  t.ok(await lacks());
  t.notOk(await lacks({ ...GITHUB, GIT_ASKPASS: '/bin/true' }));
  on.git('config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic x');
  t.notOk(await lacks(), 'as actions/checkout leaves them');
  on.git('config', '--unset', 'http.https://github.com/.extraheader');
  on.git('config', 'credential.https://github.com.helper', 'store');
  t.notOk(await lacks());
  on.git('config', '--unset', 'credential.https://github.com.helper');
  for (const url of [
    'https://ci:token@gitlab.com/ada/digits',
    'git@github.com:ada/digits',
    '/srv/digits.git',
  ]) {
    on.git('remote', 'set-url', 'origin', url);
    t.notOk(await lacks(GITLAB), url);
  }
});

t.test('a shallow checkout is told, with what has it fetch more', async t => {
  const { on, look } = setUp(t);
  on.write('.git/shallow', `${on.git('rev-parse', 'HEAD')}\n`);
  t.match((await ci.look(await look(GITHUB))).at(-1), { state: 'ok', message: /shallow.*fetch-depth: 0/ });
  t.match((await ci.look(await look(GITLAB))).at(-1), { state: 'ok', message: /shallow.*GIT_DEPTH: 0/ });
  t.match((await ci.look(await look({ CI: 'true' }))).at(-1), { state: 'ok', message: /^shallow/ });
});
