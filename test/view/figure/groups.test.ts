import t from 'tap';
import { groupsOf } from '../../../src/view/figure/groups.ts';

const column = (...values: (number | string | undefined)[]) => ({ name: 'a', values });

t.test('few values are a group each, in order', async t => {
  t.same(groupsOf(column('sgd', 'adam', undefined, 'sgd')), {
    labels: ['adam', 'sgd'],
    of: [1, 0, undefined, 1],
  });
  t.same(groupsOf(column(128, 64)), { labels: ['64', '128'], of: [1, 0] });
});

t.test('many numbers are in quarters', async t => {
  const { labels, of } = groupsOf(column(...Array.from({ length: 100 }, (_, at) => at)));
  t.same(labels, ['0 – 25', '25 – 50', '50 – 75', '75 – 99']);
  t.same([of[0], of[25], of[99]], [0, 1, 3]);
});

t.test('of many texts the last ones share a group', async t => {
  const { labels, of } = groupsOf(column(...'abcdefghijk'));
  t.equal(labels.at(-1), '4 others');
  t.same([of[0], of[10]], [0, 7]);
});
