import fc from 'fast-check';
import t from 'tap';
import { logExcerpts } from '../../src/secrets/log-excerpts.ts';

const MIB = 1 << 20;

t.test('of a short log all is looked through, of a long one the first and the last MiB', async t => {
  t.same(logExcerpts([]), []);
  t.same(logExcerpts([{ path: 'a', size: 10 }]), [{ path: 'a', from: 0, to: 10 }]);
  t.same(logExcerpts([{ path: 'a', size: 2 * MIB }]), [{ path: 'a', from: 0, to: 2 * MIB }]);
  t.same(logExcerpts([{ path: 'a', size: 4 * MIB }]), [
    { path: 'a', from: 0, to: MIB },
    { path: 'a', from: 3 * MIB, to: 4 * MIB },
  ]);
});

t.test('the last MiB may begin in the part before the last', async t => {
  const parts = ['a', 'b', 'c'].map(path => ({ path, size: 4 * MIB }));
  t.same(logExcerpts([...parts, { path: 'd', size: 7 }]), [
    { path: 'a', from: 0, to: MIB },
    { path: 'c', from: 3 * MIB + 7, to: 4 * MIB },
    { path: 'd', from: 0, to: 7 },
  ]);
});

t.test('excerpts lie within their parts and come to two MiB at most', async () => {
  const sizes = fc.array(fc.nat({ max: 5 * MIB }), { maxLength: 5 });
  fc.assert(
    fc.property(sizes, all => {
      const excerpts = logExcerpts(all.map((size, index) => ({ path: String(index), size })));
      const total = all.reduce((sum, size) => sum + size, 0);
      const seen = excerpts.reduce((sum, { from, to }) => sum + to - from, 0);
      return (
        seen === Math.min(total, 2 * MIB) &&
        excerpts.every(({ path, from, to }) => from >= 0 && from < to && to <= (all[Number(path)] as number))
      );
    }),
  );
});
