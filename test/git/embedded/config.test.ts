import { join } from 'node:path';
import t from 'tap';
import { expandHome, isTrue, readConfig, readOwnConfig, userFile } from '../../../src/git/embedded/config.ts';
import { parseConfig } from '../../../src/git/native/config.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('all files, what they include and what the environment adds: as git lists it', async t => {
  const { path, home, env: hermetic, git, write } = temporaryRepository(t);
  const { GIT_CONFIG_GLOBAL: _, ...plain } = hermetic as Record<string, string>;
  const env = {
    ...plain,
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'A.Sub.Key',
    GIT_CONFIG_VALUE_0: 'from environment',
    GIT_CONFIG_KEY_1: 'user.name',
    GIT_CONFIG_VALUE_1: 'Env',
    GIT_CONFIG_PARAMETERS: "'run.x=1 '\\''2'\\''' 'Run.Y'='3' 'run.z'",
  };
  write('../home/.config/git/config', '[user]\nname = Xdg\nemail = x@y\n[include]\npath = more\n');
  write('../home/.config/git/more', '[more]\nx = 1\n');
  write(
    '../home/.gitconfig',
    `[includeIf "gitdir:${path}/"]\npath = ~/yes\n[includeIf "gitdir:/else/"]\npath = no\n[includeIf "onbranch:ma*"]\npath = branch\n[includeIf "gitdir/i:REPOSITORY/"]\npath = i`,
  );
  for (const name of ['yes', 'no', 'branch', 'i']) write(`../home/${name}`, `[user]\n${name} = 1\n`);
  git('config', 'extensions.worktreeConfig', 'true');
  write('.git/config.worktree', '[own]\nx = 1\n');
  const theirs = parseConfig(gitIn(path, env, ['config', '--list', '-z']));
  const ours = readConfig({ gitDir: join(path, '.git'), branch: 'main', env });
  const all = (config: typeof ours) => config.keys('').map(key => [key, ...config.all(key)]);
  t.same(all(ours).sort(), all(theirs).sort());
  t.equal(ours.get('user.no'), undefined);
  t.equal(readOwnConfig(join(path, '.git')).get('user.name'), undefined);
  t.equal(expandHome('~/x', env), join(home, 'x'));
  t.equal(userFile('ignore', env), join(home, '.config/git/ignore'));
});

t.test('an include that goes round in a circle ends', async t => {
  const { path, env, write } = temporaryRepository(t);
  const file = write('circle', '[include]\npath = circle\n[a]\nb = 1\n');
  const config = readConfig({
    gitDir: join(path, '.git'),
    branch: undefined,
    env: { ...env, GIT_CONFIG_GLOBAL: file },
  });
  t.equal(config.get('a.b'), '1');
});

t.test('truth is written in several ways', async t => {
  for (const text of ['true', 'Yes', 'on', '1', '-1']) t.ok(isTrue(text), text);
  for (const text of ['false', 'no', 'off', '0', '', undefined]) t.notOk(isTrue(text), String(text));
});
