import t from 'tap';
import { LOOKS } from '../../src/draw/look.ts';
import { parallelOption } from '../../src/draw/parallel.ts';

const stage = { width: 800, height: 300, look: LOOKS.light, isPicture: true };
const figure = {
  kind: 'parallel',
  runs: ['a', 'b'],
  axes: [
    { name: 'params.lr', values: [1e-4, 0.1] },
    { name: 'params.opt', values: ['sgd', undefined] },
  ],
} as const;

t.test('each column has an axis of its kind, each run a line', async t => {
  const { parallelAxis, series } = parallelOption(figure, stage) as unknown as {
    parallelAxis: readonly { type: string }[];
    series: readonly { data: readonly { value: readonly unknown[] }[] }[];
  };
  t.same(
    parallelAxis.map(({ type }) => type),
    ['log', 'category'],
  );
  t.same(
    series[0]?.data.map(({ value }) => value.slice(0, 2)),
    [
      [1e-4, 'sgd'],
      [0.1, '-'],
    ],
  );
});

t.test('on a phone the axes lie', async t => {
  t.match(parallelOption(figure, { ...stage, width: 390 }), { parallel: { layout: 'vertical' } });
  t.match(parallelOption(figure, stage), { parallel: { layout: 'horizontal' } });
});
