import t from 'tap';
import { svgOf } from '../../src/draw/svg.ts';
import type { CurvesFigure, Figure } from '../../src/view/figure/figure.ts';

const curves: CurvesFigure = {
  kind: 'curves',
  metric: 'train/loss',
  note: 'lower is better, by its name',
  label: 'step',
  logX: false,
  logY: false,
  smoothing: 0,
  series: [
    { run: 'swift-otter', x: [0, 1, 2], y: [3, 2, 1] },
    { run: 'calm-yak', x: [0, 1, 2], y: [1, Number.NaN, 4] },
  ],
};
const size = { width: 600, height: 300 };
const column = (name: string, ...values: (number | string)[]) => ({ name, values });
const runs = ['a', 'b'];
const others: readonly Figure[] = [
  { kind: 'scatter', runs, x: column('lr', 1, 2), y: column('acc', 3, 4), logX: false, logY: false },
  { kind: 'parallel', runs, axes: [column('lr', 1, 2), column('opt', 'sgd', 'adam')] },
  { kind: 'histogram', column: column('acc', 1, 2, 3) },
];

t.test('a picture has its size, a title, axes, a legend, and no script', async t => {
  const svg = svgOf([curves], size);
  t.match(svg, /^<svg width="600" height="300"/);
  for (const text of ['train/loss', 'lower is better, by its name', 'step', 'swift-otter', 'calm-yak'])
    t.match(svg, `>${text}</text>`);
  t.notMatch(svg, /<script|<foreignObject|\bhref=|@keyframes| on\w+=/);
});

t.test('every kind is drawn, several below each other', async t => {
  const svg = svgOf([curves, ...others], size);
  t.match(svg, /^<svg xmlns="[^"]+" width="600" height="1200" viewBox="0 0 600 1200">/);
  t.same(
    [...svg.matchAll(/<svg y="(\d+)"/g)].map(([, y]) => y),
    ['0', '300', '600', '900'],
  );
});

t.test('pictures of one process do not share the names of their parts', async t => {
  const idsOf = (svg: string) => [...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id as string);
  const [one, two] = [idsOf(svgOf([curves], size)), idsOf(svgOf([curves], size))];
  t.same(
    one.filter(id => two.includes(id)),
    [],
  );
});

t.test('no name is markup', async t => {
  const bad = '"><script>alert(1)</script>';
  const all = [bad, 'b'];
  const [names, numbers, groups] = [column(bad, bad, 'b'), column(bad, 1, 2), column(bad, bad, 'c')];
  const scatter = { kind: 'scatter', runs: all, x: names, y: numbers, logX: false, logY: false } as const;
  const series = all.map(run => ({ run: `${run}\x1b]0;x\x07`, x: [0, 1], y: [0, 1] }));
  const svg = svgOf(
    [
      { ...curves, metric: `${bad}\x1b`, note: bad, label: bad, series },
      { ...scatter, colour: groups },
      { kind: 'parallel', runs: all, axes: [names, numbers], colour: groups },
      { kind: 'histogram', column: names },
    ],
    size,
  );
  t.match(svg, '&lt;script&gt;alert(1)');
  t.notMatch(svg, '\x1b');
  t.same([...new Set([...svg.matchAll(/<(\w+)/g)].map(([, tag]) => tag as string))].sort(), [
    'clipPath',
    'defs',
    'g',
    'path',
    'rect',
    'style',
    'svg',
    'text',
  ]);
});

t.test('of a million points there are as many as pixels show', async t => {
  const x = Array.from({ length: 1e6 }, (_, at) => at);
  const svg = svgOf(
    [{ ...curves, series: [{ run: 'a', x, y: x.map(at => Math.sin(at) + at / 1e5) }] }],
    size,
  );
  t.ok(svg.length < 200_000, String(svg.length));
});

t.test('a figure without points is drawn empty', async t => {
  t.match(svgOf([{ ...curves, series: [] }], size), '>train/loss</text>');
  const none = { name: 'a', values: [undefined, Number.NaN] };
  t.match(svgOf([{ kind: 'histogram', column: none }], size), '<svg');
  t.match(svgOf([{ kind: 'scatter', runs, x: none, y: none, logX: true, logY: true }], size), '<svg');
  t.match(svgOf([{ kind: 'parallel', runs, axes: [none, none], colour: none }], size), '<svg');
});
