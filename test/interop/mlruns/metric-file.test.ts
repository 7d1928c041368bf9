import fc from 'fast-check';
import t from 'tap';
import { parseMetric, printMetric } from '../../../src/interop/mlruns/metric-file.ts';
import { equal } from '../../support/store-bench.ts';

const whole = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
const dataset = fc.option(
  fc.record({ name: fc.constantFrom('iris', 'two words'), digest: fc.constantFrom('a1', 'b2') }),
  {
    nil: undefined,
  },
);

t.test('what was printed is read to the last bit', async () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(whole, fc.double(), whole, dataset), { maxLength: 20 }), points => {
      const text = points
        .map(
          ([time, value, step, set]) =>
            `${time} ${pythonOf(value)} ${step}${set ? ` ${set.name} ${set.digest}` : ''}\n`,
        )
        .join('');
      const { history, losses } = parseMetric('loss', text);
      const { step, value, timestamp } = history;
      return (
        losses.length === 0 &&
        equal(
          [timestamp, value, step],
          [0, 1, 2].map(column => points.map(point => point[column as 0])),
        ) &&
        equal(parseMetric('loss', printMetric(history)).history, history)
      );
    }),
  );
});

function pythonOf(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return Number.isFinite(value)
    ? Object.is(value, -0)
      ? '-0.0'
      : String(value)
    : value > 0
      ? 'inf'
      : '-inf';
}

t.test('old lines have no step, and new ones a data set', async t => {
  t.match(parseMetric('loss', '1000 0.5\n1001 nan\n').history, { step: [0, 0], timestamp: [1000, 1001] });
  const { history } = parseMetric('loss', '1 0.5 7 my iris abc\n2 1e-05 8 my iris abc\n3 -inf 9\n');
  t.match(history, {
    step: [7, 8, 9],
    value: [0.5, 1e-5, Number.NEGATIVE_INFINITY],
    datasets: [{ points: 2, name: 'my iris', digest: 'abc' }, { points: 1 }],
  });
});

t.test('what is no point is named, and the others are taken', async t => {
  const { history, losses } = parseMetric(
    'loss',
    '1 0.5 0\nrubbish\n\n2 0x10 1\n3 0.25 2\n4 1 2 half\n5 1_0 3\n',
  );
  t.same(history.value, [0.5, 0.25]);
  t.same(losses, [
    'has no point in line 2, which is left out',
    'has no point in line 4, which is left out',
    'has no point in line 6, which is left out',
    'has 1 more lines with no point',
  ]);
});

t.test('a line that was cut off is no older line', async t => {
  const cut = parseMetric('loss', '1 0.5 0\n2 0.25');
  t.same(cut.history.value, [0.5]);
  t.same(cut.losses, ['ends within a line, which is left out']);
  t.same(parseMetric('loss', '1 0.5 0\n2 0.25 1').history.value, [0.5, 0.25]);
});

t.test('steps and times that a number cannot hold are exact, beyond 64 bits they are none', async t => {
  const large = '9007199254740993 0.5 -9007199254740993\n';
  const { history, losses } = parseMetric('loss', large);
  t.same(losses, []);
  t.equal(printMetric(history), large);
  t.match(parseMetric('loss', '1 0.5 18446744073709551616\n').losses, [/no point in line 1/]);
  t.equal(
    printMetric({ key: 'x', step: [1e21], value: [1], timestamp: [0] }),
    '0 1.0 1000000000000000000000\n',
  );
});
