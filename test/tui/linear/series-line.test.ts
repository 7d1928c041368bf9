import t from 'tap';
import { seriesLine } from '../../../src/tui/linear/series-line.ts';
import { seriesOf } from '../../support/tui-curves.ts';

t.test('a curve is its ends, its extremes, and how it goes on', async t => {
  t.equal(
    seriesLine('loss', seriesOf([4, 3, 1, 2], 1)),
    'loss: 4 at first, 2 at last, lowest 1 at step 3, highest 4 at step 1, rising at the end, 4 points',
  );
  t.match(seriesLine('loss', seriesOf([8, 4, 2, 1])), 'falling at the end');
  t.match(seriesLine('loss', seriesOf([8, 1, 1, 1, 1, 1, 1, 1])), 'level at the end');
});

t.test('what is no number is passed over', async t => {
  t.match(
    seriesLine('loss', seriesOf([Number.NaN, 2, 1, Number.POSITIVE_INFINITY])),
    '2 at first, 1 at last',
  );
  t.equal(seriesLine('loss', seriesOf([Number.NaN])), 'loss: no numbers');
});

t.test('little is told of little', async t => {
  t.equal(seriesLine('a\x1b', seriesOf([3])), 'a\\u{1b}: 3 at step 0, one point');
  t.equal(seriesLine('lr', seriesOf([3, 3])), 'lr: 3 throughout, 2 points');
});
