import t from 'tap';
import { parseConfig } from '../../../src/git/native/config.ts';
import { pushRemote } from '../../../src/git/native/push-remote.ts';

const config = (...lines: string[]) =>
  parseConfig(lines.map(line => `${line.replace('=', '\n')}\0`).join(''));

t.test(
  'all that is configured of a remote holds, but for what would add to a push or track refs',
  async t => {
    const of = config(
      'remote.o.url=/a',
      'remote.o.fetch=+refs/heads/*:refs/remotes/o/*',
      'remote.o.push=HEAD',
      'remote.o.mirror=true',
      'remote.o.proxy=http://p',
      'remote.o.x.proxy=http://other',
    );
    t.strictSame(pushRemote(of, 'o', 0), {
      name: 'git-run-push',
      settings: [
        ['remote.git-run-push.url', '/a'],
        ['remote.git-run-push.proxy', 'http://p'],
      ],
    });
  },
);

t.test('of several push URLs it is the one of that number', async t => {
  const of = config('remote.o.url=/a', 'remote.o.pushurl=/b', 'remote.o.pushurl=/c');
  t.same(pushRemote(of, 'o', 1).settings, [
    ['remote.git-run-push.url', '/a'],
    ['remote.git-run-push.pushurl', '/c'],
  ]);
  t.same(pushRemote(config('remote.o.url=/a', 'remote.o.url=/b'), 'o', 1).settings, [
    ['remote.git-run-push.url', '/b'],
  ]);
});

t.test('what is no remote’s name is pushed to as it is', async t => {
  t.strictSame(pushRemote(config('remote.o.url=/a'), '/a', 0), { name: '/a', settings: [] });
});
