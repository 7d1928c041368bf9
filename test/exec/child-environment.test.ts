import { execFileSync } from 'node:child_process';
import t from 'tap';
import { childEnvironment } from '../../src/exec/child-environment.ts';

t.test('the command sees its user’s environment and what is added to it', async t => {
  const { env, withheld } = childEnvironment({ HOME: '/h', A: '1' }, { A: '2', GIT_RUN_ID: 'x' });
  t.same(env, { HOME: '/h', A: '2', GIT_RUN_ID: 'x' });
  t.same(withheld, []);
});

t.test('what ties git to our repository is withheld and named', async t => {
  const { env, withheld } = childEnvironment(
    {
      GIT_DIR: '/x',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_VALUE_0: 'v',
      GIT_CONFIG_KEY_0: 'k',
      GIT_AUTHOR_NAME: 'me',
    },
    {},
  );
  t.same(env, { GIT_AUTHOR_NAME: 'me' });
  t.same(withheld, ['GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0', 'GIT_DIR']);
});

t.test('all that this git calls local is withheld', async t => {
  const names = execFileSync('git', ['rev-parse', '--local-env-vars'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const { withheld } = childEnvironment(Object.fromEntries(names.map(name => [name, 'x'])), {});
  t.same(withheld, names.sort());
});

t.test('what git and our starter put there for us is not passed on', async t => {
  const path = (PATH: string) => childEnvironment({ PATH, GIT_RUN_NOHUP: '1' }, {}).env;
  t.same(path('/usr/lib/git-core:/usr/bin'), { PATH: '/usr/bin' });
  t.same(path('/usr/bin:/usr/lib/git-core'), { PATH: '/usr/bin:/usr/lib/git-core' });
  t.same(path('/usr/lib/git-core'), { PATH: '/usr/lib/git-core' });
  t.same(childEnvironment({ GIT_RUN_NOHUP: '1' }, {}).withheld, []);
});

t.test('a variable of any name is one like the others', async t => {
  const env = Object.fromEntries([['__proto__', 'x']]);
  t.same(Object.entries(childEnvironment(env, {}).env), [['__proto__', 'x']]);
});
