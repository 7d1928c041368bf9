import t from 'tap';
import { printHistogram } from '../../src/view/histogram.ts';
import { styles } from '../../src/view/style.ts';
import { widthOf } from '../../src/view/width.ts';

const options = { width: 40, style: styles(false) };

t.test('a bar for each bin, as long as it has runs', async t => {
  const values = [1, 1.2, 1.4, 2, 5];
  const lines = printHistogram({ name: 'metrics.loss', values }, options).split('\n');
  t.equal(lines[0], 'metrics.loss  of 5 runs');
  t.equal(lines[1], `1 – 1.5 │${'█'.repeat(29)} 3`);
  t.equal(lines[2], '1.5 – 2 │');
  t.equal(lines[8], `4.5 – 5 │${'█'.repeat(9)}▋ 1`);
});

t.test('texts are counted, and a long one is cut', async t => {
  const text = printHistogram({ name: 'params.opt', values: ['sgd', 'sgd', 'x'.repeat(99)] }, options);
  t.match(text, /sgd │█+ 2\n/);
  t.ok(text.split('\n').every(line => widthOf(line) <= 40));
});
