import t from 'tap';
import { histogramOption } from '../../src/draw/histogram.ts';
import { LOOKS } from '../../src/draw/look.ts';

const stage = { width: 800, height: 300, look: LOOKS.light, isPicture: true };
const optionOf = (...values: (number | string)[]) =>
  histogramOption({ kind: 'histogram', column: { name: 'a', values } }, stage);

t.test('bars of numbers stand between their limits', async t => {
  t.match(optionOf(0, 1, 1.9), { xAxis: [{ show: false }, { min: 0, max: 2 }] });
});

t.test('texts are counted under their names', async t => {
  t.match(optionOf('sgd', 'adam', 'sgd'), {
    xAxis: { type: 'category', data: ['sgd', 'adam'] },
    series: [{ data: [{ value: 2 }, { value: 1 }] }],
  });
});
