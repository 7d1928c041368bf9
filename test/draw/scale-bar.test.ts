import t from 'tap';
import { LOOKS } from '../../src/draw/look.ts';
import { isScale, scaleBar, scaledColours } from '../../src/draw/scale-bar.ts';

const stage = { width: 800, height: 300, look: LOOKS.light, isPicture: true };
const column = (...values: (number | string | undefined)[]) => ({ name: 'a', values });

t.test('many numbers are a scale, few are groups', async t => {
  t.equal(isScale(column(1, 2, 3, 4, 5, 6)), true);
  t.equal(isScale(column(1, 2, 1, 2, 1, 2)), false);
  t.equal(isScale(column('a', 'b', 'c', 'd', 'e', 'f')), false);
});

t.test('wide numbers are coloured by their powers of ten, and labelled as they are', async t => {
  const rates = column(1e-4, undefined, 1e-2, 1);
  t.same(scaledColours(rates), [-4, undefined, -2, 0]);
  t.match(scaleBar(rates, 2, stage), { min: -4, max: 0, dimension: 2, text: ['1', '1e-4'] });
});
