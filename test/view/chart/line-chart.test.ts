import fc from 'fast-check';
import t from 'tap';
import { drawCurves, lineChart } from '../../../src/view/chart/line-chart.ts';
import { widthOf } from '../../../src/view/width.ts';

const drawn = (...args: Parameters<typeof lineChart>) =>
  lineChart(...args).map(pieces => pieces.map(({ text }) => text).join(''));

const curve = (y: readonly number[], name = 'a') => ({ name, x: y.map((_, at) => at), y });

t.test('a curve stands between its axes', async t => {
  t.same(drawn([curve([0, 1, 2, 3, 4])], { width: 24, height: 8, title: 'acc', label: 'step' }), [
    'acc',
    '4 ┤                 ⣀⠤⠒⠉',
    '  │             ⣀⠤⠒⠉',
    '2 ┤        ⢀⣀⠤⠒⠉',
    '  │   ⢀⡠⠤⠒⠊⠁',
    '0 ┤⡠⠔⠊⠁',
    '  └┬─────────┬─────────┬',
    '   0         2      step',
  ]);
});

t.test('of several curves every piece knows its own', async t => {
  const lines = lineChart([curve([1, 1, 1]), curve([2, 2, 2])], { width: 30, height: 6 });
  const owners = lines.flatMap(pieces => pieces.map(({ of }) => of)).filter(of => typeof of === 'number');
  t.same([...new Set(owners)].sort(), [0, 1]);
});

t.test('no line goes over a gap', async t => {
  const [, line = ''] = drawn([curve([1, 1, Number.NaN, 1, 1])], { width: 23, height: 5 });
  t.match(line, /⠤+ +⠤+|⠒+ +⠒+|⠉+ +⠉+|⣀+ +⣀+/);
});

t.test('what has no place on a logarithmic scale is left out', async t => {
  const lines = drawn([curve([0.001, 0, 0.1, -5, 10])], { width: 40, height: 12, logY: true });
  t.match(lines.join('\n'), /10 ┤/);
  t.notMatch(lines.join('\n'), /-5/);
  t.same(drawn([curve([0, -1])], { width: 40, height: 12, logY: true }), ['no points']);
  t.same(drawn([], { width: 40, height: 12 }), ['no points']);
  t.same(drawn([curve([Number.NaN, Number.POSITIVE_INFINITY])], { width: 40, height: 12 }), ['no points']);
});

t.test('whatever the points, it fits and says nothing else', async () => {
  const points = fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 50 });
  fc.assert(
    fc.property(
      fc.array(points, { maxLength: 3 }),
      fc.integer({ min: 10, max: 120 }),
      fc.integer({ min: 4, max: 40 }),
      fc.record({ logX: fc.boolean(), logY: fc.boolean(), title: fc.string(), label: fc.string() }),
      (all, width, height, options) => {
        const curves = all.map(pairs => {
          const sorted = pairs.toSorted(([a], [b]) => a - b);
          return { name: 'x', x: sorted.map(([x]) => x), y: sorted.map(([, y]) => y) };
        });
        const lines = drawn(curves, { width, height, ...options });
        return lines.length <= height && lines.every(line => widthOf(line) <= Math.max(width, 30));
      },
    ),
  );
});

t.test('of a stretch that is given that is seen, with the lines that lead out of it', async t => {
  const spans = { left: 1, right: 3, low: 1, high: 3 };
  const drawing = drawCurves([curve([0, 1, 2, 3, 4])], { width: 24, height: 7, spans });
  const whole = drawCurves([curve([1, 2, 3])], { width: 24, height: 7 });
  t.same(drawing?.cells, whole?.cells);
  t.equal(drawing?.frame.horizontal.from, 1);
  t.equal(drawCurves([], { width: 24, height: 7 }), undefined);
});

t.test('a stretch of a million-fold is drawn as fast as any', async t => {
  const spans = { left: 2, right: 2 + 1e-9, low: 0, high: 1 };
  const drawing = drawCurves([curve([0, 9, -9, 9, 0])], { width: 40, height: 10, spans });
  t.equal(drawing?.cells.length, 8);
});

t.test('axes below each other have the same room, and values are printed as one wants them', async t => {
  const wish = { width: 24, height: 5, margin: 5, printY: (value: number) => `${value} B` };
  t.same(drawn([curve([0, 4])], wish), [
    '  4 B ┤           ⢀⣀⠤⠔⠒⠉',
    '  2 B ┤     ⢀⣀⠤⠔⠒⠉⠁',
    '  0 B ┤⣀⠤⠔⠒⠉⠁',
    '      └┬───────┬───────┬',
    '       0.0    0.5    1.0',
  ]);
});
