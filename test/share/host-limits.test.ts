import t from 'tap';
import { hostLimits } from '../../src/share/host-limits.ts';

t.test('a host is known by its address, however that is written', async t => {
  for (const address of [
    'https://github.com/a/b.git',
    'https://ada:token@github.com/a/b',
    'git@github.com:a/b.git',
    'ssh://git@GitHub.com:22/a/b.git',
    'ssh://git@ssh.github.com:443/a/b.git',
    'github.com:a/b',
  ])
    t.match(hostLimits(address), { push: 2 * 2 ** 30, object: 100 * 2 ** 20, perMinute: 6 }, address);
  t.match(hostLimits('https://gitlab.com/a/b'), { object: 100 * 2 ** 20 });
});

t.test('of others nothing is assumed', async t => {
  const none = { push: Infinity, object: Infinity, perMinute: Infinity };
  for (const address of [
    'https://git.example.org/a',
    '/srv/github.com/x.git',
    '../x',
    'origin',
    'https://notgithub.com/a',
    'https://x/github.com:a',
    'constructor:x',
  ])
    t.same(hostLimits(address), none, address);
});
