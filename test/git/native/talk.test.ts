import t from 'tap';
import { talker } from '../../../src/git/native/talk.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('git is told what the environment tells it, and ends with what it printed', async t => {
  const { path, env } = temporaryRepository(t);
  const talk = talker(
    path,
    { ...env, EDITOR: 'ed', GIT_CONFIG_COUNT: '0', LC_ALL: 'de_DE.UTF-8' },
    () => false,
  );
  const said = await talk({ remote: 'origin', args: ['var', 'GIT_AUTHOR_IDENT'] });
  t.match(said, { exitCode: 0, stdout: /^Ada Author <ada@example.com>/ });
  const failed = { remote: 'origin', args: ['rev-parse', '--verify', 'none'] };
  await t.rejects(talk(failed), { code: 'remote', data: { why: /Needed a single revision/ } });
  t.match(await talk({ ...failed, answers: ({ exitCode }) => exitCode === 128 }), { exitCode: 128 });
});

t.test('what the user has set for slow servers stays as it is', async t => {
  const { path, env } = temporaryRepository(t);
  const speed = async (isSet: boolean) => {
    const talk = talker(path, env, key => isSet && key === 'http.lowspeedtime');
    const { stdout } = await talk({ remote: 'x', args: ['config', '--get-regexp', '^http.lowspeed'] });
    return stdout.trim().split('\n');
  };
  t.same(await speed(false), ['http.lowspeedlimit 1', 'http.lowspeedtime 60']);
  t.same(await speed(true), ['http.lowspeedlimit 1']);
});

t.test('where there is no git program that is said', async t => {
  const { path, env } = temporaryRepository(t);
  const talk = talker(path, { ...env, PATH: '/nowhere' }, () => false);
  await t.rejects(talk({ remote: 'x', args: ['version'] }), { code: 'git-missing' });
});
