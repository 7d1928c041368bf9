import t from 'tap';
import { axisOf, endsOf } from '../../src/draw/axis.ts';
import { LOOKS } from '../../src/draw/look.ts';

const look = LOOKS.light;

t.test('the ends of data are no ticks, unless they are round', async t => {
  const { axisLabel } = axisOf({ name: 'step', look, side: 'x', ends: [0, 1999] });
  const print = (axisLabel as { formatter: (value: number) => string }).formatter;
  t.same([0, 1000, 1999].map(print), ['0', '1000', '']);
});

t.test('a logarithmic axis has its ticks, and texts have theirs', async t => {
  t.match(axisOf({ name: 'lr', look, side: 'x', log: true, ends: [0.01, 1] }), {
    type: 'log',
    axisLabel: { customValues: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1] },
  });
  const { type, axisLabel } = axisOf({ name: 'opt', look, side: 'x', texts: ['x'.repeat(30)] });
  t.equal(type, 'category');
  t.equal((axisLabel as { formatter: (text: string) => string }).formatter('x'.repeat(30)).length, 16);
});

t.test('ends have a margin, and what has no place does not move them', async t => {
  t.same(endsOf([1, 'a', undefined, Number.NaN, 3], { margin: 0.5 }), [0, 4]);
  t.same(endsOf([0, 10, 1000], { log: true }), [10, 1000]);
  t.same(endsOf([4], {}), [2, 6]);
  t.equal(endsOf([0, -1], { log: true }), undefined);
});
