import t from 'tap';
import { eachPlace } from '../../src/share/each-place.ts';
import { NO_LIMITS } from '../../src/share/host-limits.ts';
import type { Sharing } from '../../src/share/there.ts';

t.test('each URL that a remote is pushed to is a place by itself, with the limits of its host', async t => {
  const sharing: Sharing = {
    remotes: {} as never,
    remote: 'o',
    prefix: 'refs/runs/',
    transfer: { interactive: true },
  };
  const places = (urls: readonly string[]) =>
    eachPlace(
      { all: key => (key === 'remote.o.pushurl' ? urls : []) },
      { sharing, shown: 'o', limits: NO_LIMITS },
    );
  t.match(places([]), [{ shown: 'o', sharing: { transfer: { place: 0 } }, limits: NO_LIMITS }]);
  t.match(places(['/x']), [{ shown: 'o', sharing: { transfer: { place: 0 } } }]);
  const two = places(['/x', 'https://ada:pw@github.com/a/b']);
  t.match(two, [
    { shown: '/x', sharing: { remote: 'o', transfer: { place: 0, interactive: true } } },
    { shown: 'https://github.com/a/b', sharing: { remote: 'o', transfer: { place: 1 } } },
  ]);
  t.not(two[1]?.limits.push, Number.POSITIVE_INFINITY);
});
