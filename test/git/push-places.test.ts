import t from 'tap';
import { parseConfig } from '../../src/git/native/config.ts';
import { pushPlaces, pushSource } from '../../src/git/push-places.ts';

const config = (...lines: string[]) =>
  parseConfig(lines.map(line => `${line.replace('=', '\n')}\0`).join(''));

t.test('a remote is pushed to by its push URLs, else by its URLs', async t => {
  t.same(pushPlaces(config('remote.o.url=/a', 'remote.o.pushurl=/b', 'remote.o.pushurl=/c'), 'o'), [
    '/b',
    '/c',
  ]);
  t.same(pushPlaces(config('remote.o.url=/a', 'remote.o.url=/b'), 'o'), ['/a', '/b']);
  t.same(pushPlaces(config('remote.o.url=/a'), '/a'), []);
});

t.test('where a push goes is looked at by its URL, or by the name where that is the same', async t => {
  const source = (remote: string, place: number, ...lines: string[]) =>
    pushSource(config(...lines), remote, place);
  t.equal(source('o', 0, 'remote.o.url=/a'), 'o');
  t.equal(source('o', 0, 'remote.o.url=/a', 'url./b/.pushinsteadof=/c/'), 'o');
  t.equal(source('o', 0, 'remote.o.url=/c/x', 'url./b/.pushinsteadof=/c/'), '/b/x');
  t.equal(source('/c/x', 0, 'url./b/.pushinsteadof=/c/', 'url./d/.pushinsteadof=/c'), '/b/x', 'the longest');
  const apart = ['remote.o.url=/a', 'remote.o.pushurl=/c/x', 'remote.o.pushurl=/a'];
  t.equal(
    source('o', 0, ...apart, 'url./b/.pushinsteadof=/c/'),
    '/c/x',
    'what is for pushes is not rewritten',
  );
  t.equal(source('o', 1, ...apart), 'o');
  t.equal(source('unknown', 0), 'unknown');
});
