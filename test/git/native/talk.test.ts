import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
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

t.test('where nobody can answer, ssh asks by a window or not at all', async t => {
  const { path, env } = temporaryRepository(t);
  const asked = async (changes: Record<string, string>, how = {}, isSet = false) => {
    const talk = talker(path, { ...env, ...changes }, key => isSet && key === 'core.sshcommand');
    const print = 'alias.ssh=!echo "$GIT_SSH_COMMAND,$SSH_ASKPASS_REQUIRE"';
    return (await talk({ remote: 'x', args: ['ssh'], config: [print] }, how)).stdout.trim();
  };
  t.equal(await asked({}), 'ssh -oBatchMode=yes,');
  t.equal(await asked({}, { interactive: true }), ',');
  t.equal(await asked({ SSH_ASKPASS: 'window' }), ',force');
  t.equal(await asked({ GIT_SSH_COMMAND: 'ssh -v' }), 'ssh -v,');
  t.equal(await asked({ GIT_SSH: 'plink' }), ',');
  t.equal(await asked({}, {}, true), ',');
});

t.test('where there is no git program that is said', async t => {
  const { path, env } = temporaryRepository(t);
  const talk = talker(path, { ...env, PATH: '/nowhere' }, () => false);
  await t.rejects(talk({ remote: 'x', args: ['version'] }), { code: 'git-missing' });
});

t.test('what hangs is given up with the helpers that Git has started', async t => {
  const { path, env } = temporaryRepository(t);
  const server = createServer(() => {});
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.git`;
  const talk = talker(path, env, () => false);
  const started = Date.now();
  await t.rejects(talk({ remote: url, args: ['ls-remote', url] }, { patience: 500 }), {
    code: 'remote',
    data: { why: /it hangs: there was no sign of life for 0.5 seconds/, nature: 'passes' },
  });
  t.ok(Date.now() - started < 30_000, 'long before HTTP itself would give up');
  const left = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter(line => line.includes(url));
  while (left().length > 0) await new Promise(resolve => setTimeout(resolve, 20));
  t.same(left(), []);
});
