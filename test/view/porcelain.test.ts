import t from 'tap';
import { paramOfText } from '../../src/run/param.ts';
import { PORCELAIN, porcelainLines } from '../../src/view/porcelain.ts';
import { golden } from '../support/golden.ts';
import { idAt, liveRow, NOW, sampleRow } from '../support/run-rows.ts';

const option = { kind: 'option' } as const;
const rows = [
  liveRow(),
  sampleRow(),
  sampleRow({
    id: idAt(NOW, 'b'),
    name: 'a\tb\n"c" \x1b[2J',
    outcome: { status: 'killed', signal: 'SIGTERM' },
  }),
  sampleRow({
    id: idAt(NOW, 'c'),
    name: 'größe 学習',
    outcome: { status: 'lost', why: 'x' },
    tags: { stage: '', mark: '-' },
  }),
  sampleRow({
    id: idAt(NOW, 'd'),
    outcome: { status: 'failed', exitCode: 3 },
    params: {
      lr: paramOfText('1e-3', option),
      big: { value: 2n ** 64n, origin: option },
      none: { value: null, origin: option },
    },
    metrics: { acc: { last: Number.NaN, min: -0, max: Number.POSITIVE_INFINITY, count: 1, step: 0 } },
  }),
];

t.test('version 1 is what it was', async t => {
  const columns =
    'id,params.lr,params.big,params.none,metrics.acc,metrics.acc.min,metrics.acc.max,tags.stage,tags.mark,dirty';
  const text = [...porcelainLines(rows, undefined), '', ...porcelainLines(rows, columns.split(','))];
  t.equal(
    text.map(line => `${line}\n`).join(''),
    golden('porcelain-v1.txt', text.map(line => `${line}\n`).join('')),
  );
});

t.test('whatever a name holds, a run is a line of as many fields', async t => {
  for (const line of porcelainLines(rows, undefined)) t.equal(line.split('\t').length, PORCELAIN.length);
});
