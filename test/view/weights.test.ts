import t from 'tap';
import type { Weights } from '../../src/run/weight.ts';
import { styles } from '../../src/view/style.ts';
import { printWeights } from '../../src/view/weights.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const content = { artifacts: 1_500_000, logs: 0, metrics: 20, source: 0, records: 3000 };
const row = { id: idAt(NOW), name: 'otter', runs: 1, content, total: 1_503_020, shared: 500 };
const weights: Weights = {
  rows: [row, { ...row, name: 'heron\x1b', runs: 2 }],
  runs: 3,
  total: 2_000_000,
  disk: 900,
  large: 0,
  trash: { runs: 1, total: 10 },
  journals: 0,
  spool: 1,
  caches: 2,
};
const look = { by: 'run', count: 20, width: undefined, style: styles(false) } as const;

t.test('a row for each run, aligned, and what it comes to', async t => {
  t.equal(
    printWeights(weights, look),
    [
      'id        name         artifacts  log  metrics  source  records  shared   total',
      '7v8xk2qp  otter           1.5 MB    -     20 B       -   3.0 kB   500 B  1.5 MB',
      '7v8xk2qp  heron\\u{1b}     1.5 MB    -     20 B       -   3.0 kB   500 B  1.5 MB',
      '3 runs: 2.0 MB of content, 10 B of it in the trash (1 run)',
      'on disk: 900 B that only runs hold; journals 0 B, spool 1 B, caches 2 B',
      '',
    ].join('\n'),
  );
});

t.test('of many the heaviest; of experiments how many runs they have', async t => {
  const lines = printWeights(weights, { ...look, by: 'experiment', count: 1 }).split('\n');
  t.match(lines[0], /^experiment +runs +artifacts/);
  t.match(lines[1], /^otter +1 +1\.5 MB/);
  t.equal(lines[2], 'and 1 lighter ones: -n 0 shows all');
});

t.test('of a file it is said what it is of, and how many runs have it', async t => {
  const content = { artifacts: 5_000_000, logs: 0, metrics: 0, source: 0, records: 0 };
  const file = {
    id: 'f'.repeat(40),
    name: 'artifacts/model\x1b',
    runs: 10,
    content,
    total: 5_000_000,
    shared: 5_000_000,
  };
  const lines = printWeights({ ...weights, rows: [file], large: 5_000_000 }, { ...look, by: 'file' }).split(
    '\n',
  );
  t.same(lines.slice(0, 2), [
    'file                   of         runs    size',
    'artifacts/model\\u{1b}  artifacts    10  5.0 MB',
  ]);
  t.match(lines[3], "900 B that only runs hold, 5.0 MB outside of Git's objects; journals");
});

t.test('on a narrow terminal the kinds make room for the total', async t => {
  const lines = printWeights(weights, { ...look, width: 40 }).split('\n');
  t.match(lines[0], /total$/);
  t.match(lines[1], /1\.5 MB$/);
  t.ok(lines.slice(0, 3).every(line => line.length <= 40));
  t.equal(
    printWeights({ ...weights, rows: [], trash: { runs: 0, total: 0 } }, look).split('\n')[0],
    '3 runs: 2.0 MB of content',
  );
});
