import t from 'tap';
import { printScatter } from '../../src/view/scatter.ts';
import { styles } from '../../src/view/style.ts';

const options = { width: 40, height: 8, style: styles(false) };
const column = (name: string, values: (number | string | undefined)[]) => ({ name, values });
const figure = {
  kind: 'scatter',
  runs: ['a', 'b', 'c'],
  x: column('params.lr', [0.001, 0.01, 0.1]),
  y: column('metrics.acc', [0.5, 0.9, undefined]),
  logX: true,
  logY: false,
} as const;

t.test('above the chart stands what is drawn against what, and of how many runs', async t => {
  const text = printScatter(figure, options);
  t.match(text, /^metrics\.acc against params\.lr {2}2 runs\n/);
  t.equal(text.match(/●/g)?.length, 2);
  t.ok(text.split('\n').every(line => line.length <= 40));
});

t.test('groups are named, runs without a value too', async t => {
  const colour = column('params.opt', ['sgd', undefined, 'adam']);
  t.match(printScatter({ ...figure, colour }, options), 'params.opt: ● adam  ▲ sgd  ■ none\n');
});

t.test('texts have places, and a line says which', async t => {
  const x = column('params.opt', ['sgd', 'adam', 'adam']);
  t.match(printScatter({ ...figure, x, logX: false }, options), 'params.opt: 1 adam, 2 sgd\n');
});
