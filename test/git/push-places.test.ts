import t from 'tap';
import { parseConfig } from '../../src/git/native/config.ts';
import { pushPlaces } from '../../src/git/push-places.ts';

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
