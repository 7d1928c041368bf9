import t from 'tap';
import { type Comparison, compareRuns } from '../../src/query/compare.ts';
import type { Artifact } from '../../src/run/manifest.ts';
import type { Run } from '../../src/run/run.ts';
import { printComparison, printComparisonJson } from '../../src/view/comparison.ts';
import { styles } from '../../src/view/style.ts';

const options = { style: styles(false) };

function compared(a: Partial<Run>, b: Partial<Run>, left: readonly Artifact[] = [], now = left): Comparison {
  const bare = { metrics: {}, outcome: { status: 'finished', exitCode: 0 } } as const;
  return compareRuns({ run: { ...bare, ...a }, artifacts: left }, { run: { ...bare, ...b }, artifacts: now });
}

const metric = (last: number, min = last) => ({ last, min, max: 9, count: 1, step: 0 });
const artifact = (path: string, sha256: string, size: number): Artifact => ({ path, sha256, size });
const text = (...lines: string[]) => `${lines.join('\n')}\n`;

t.test('where all is the same, one line says so', t => {
  const metrics = { a: metric(1), b: metric(2), c: metric(3) };
  const files = ['x', 'y', 'z'].map(path => artifact(path, '1', 1));
  const print = (...args: Parameters<typeof compared>) => printComparison(compared(...args), options);
  t.equal(print({ metrics }, { metrics }, files), 'all 3 metrics and 3 artifacts came out the same\n');
  t.equal(print({}, {}, files.slice(0, 1)), '1 artifact came out the same\n');
  t.equal(print({}, {}), 'it ended the same way, with no metrics and no artifacts\n');
  t.end();
});

t.test('what differs stands below the counts, aligned, and nothing else', t => {
  const then = {
    same: metric(1),
    acc: metric(0.97222),
    close: metric(0.123456789),
    low: metric(2, 1),
    gone: metric(4),
  };
  const now = {
    same: metric(1),
    acc: metric(0.9611),
    close: metric(0.123456788),
    low: metric(2, 0.5),
    extra: metric(5),
  };
  const a = [
    artifact('model.pt', '1', 1200),
    artifact('same', '1', 1),
    artifact('log', '1', 5),
    artifact('old', '1', 7),
  ];
  const b = [
    artifact('model.pt', '2', 1300),
    artifact('same', '1', 1),
    artifact('log', '2', 5),
    artifact('new', '1', 8),
  ];
  t.equal(
    printComparison(compared({ metrics: then }, { metrics: now }, a, b), options),
    text(
      '1 of 6 metrics and 1 of 5 artifacts came out the same',
      'metric          then          now',
      'acc           0.9722       0.9611',
      'close    0.123456789  0.123456788',
      'extra              –            5',
      'gone               4            –',
      'low.min            1          0.5',
      'artifact    then     now',
      'log          5 B     5 B  other bytes',
      'model.pt  1.2 kB  1.3 kB  different',
      'new            –     8 B  new',
      'old          7 B       –  missing',
    ),
  );
  t.end();
});

t.test('another end is said', t => {
  const failed: Partial<Run> = { outcome: { status: 'failed', exitCode: 3 } };
  const killed: Partial<Run> = { outcome: { status: 'killed', signal: 'SIGTERM' } };
  t.equal(
    printComparison(compared(failed, killed), options),
    text('it ended differently', 'then failed with 3, now killed by SIGTERM'),
  );
  const metrics = { a: metric(1), b: metric(1) };
  t.equal(
    printComparison(compared({ metrics }, { metrics, ...killed }), options),
    text('all 2 metrics came out the same, but it ended differently', 'then finished, now killed by SIGTERM'),
  );
  t.end();
});

t.test('foreign names are made safe', t => {
  const printed = printComparison(compared({}, {}, [artifact('\x1b]0;x\x07', '1', 1)], []), options);
  t.notMatch(printed, /[\x1b\x07]/);
  t.end();
});

t.test('as JSON it says which runs, and what JSON cannot hold is tagged', t => {
  const nan = { metrics: { loss: metric(Number.NaN) } };
  const printed = printComparisonJson(compared(nan, nan), { run: 'b', rerunOf: 'a' });
  t.match(JSON.parse(printed), {
    version: 1,
    run: 'b',
    rerunOf: 'a',
    same: true,
    metrics: [{ key: 'loss', same: true, a: { last: { $number: 'NaN' } } }],
  });
  t.end();
});
