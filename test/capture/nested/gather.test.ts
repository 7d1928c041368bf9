import t from 'tap';
import { type Gathered, keepWhatFits } from '../../../src/capture/nested/gather.ts';

const gathered = (path: string, count: number, bytes: number): Gathered => ({
  path,
  kind: 'repository',
  dirty: true,
  isOutermost: true,
  content: { files: [], count, inside: [], bytes },
});

t.test(
  'all repositories of a source share one room: what does not fit is named, what fits still is kept',
  async t => {
    const all = [
      gathered('a', 3, 60),
      gathered('b', 1, 50),
      gathered('c', 20_000, 1),
      gathered('d', 19_997, 40),
    ];
    const { nested, omitted } = keepWhatFits(all, 10);
    t.same(
      nested.map(({ path, stored, left }) => [path, stored, left]),
      [
        ['a', true, undefined],
        ['b', false, 'omitted'],
        ['c', false, 'omitted'],
        ['d', true, undefined],
      ],
    );
    t.same(omitted, [
      { path: 'b', reason: 'nested-repository', size: 50 },
      { path: 'c', reason: 'nested-repository', size: 1 },
    ]);
  },
);

t.test('a submodule that was never checked out takes no room', async t => {
  const empty: Gathered = { path: 'a', kind: 'submodule', dirty: false, isOutermost: false };
  t.same(keepWhatFits([empty], 0), {
    nested: [{ path: 'a', kind: 'submodule', dirty: false, stored: false, left: 'empty' }],
    seen: [],
    omitted: [],
  });
});
