import t from 'tap';
import { counts, endOf, factsOf, isSameFact } from '../../src/query/facts.ts';
import { SECTIONS, sideOfRow } from '../../src/query/side.ts';
import { paramOfText } from '../../src/run/param.ts';
import { sampleRow } from '../support/run-rows.ts';

const side = sideOfRow(sampleRow());

t.test('every section has its facts, and none for what is not known', async t => {
  const plain = Object.fromEntries(
    SECTIONS.map(section => [section, [...factsOf(side, section)].map(([key, { value }]) => [key, value])]),
  );
  t.same(plain, {
    outcome: [
      ['status', 'finished'],
      ['duration', 12.5],
      ['host', 'node7'],
    ],
    command: [
      ['command', 'python train.py --lr 0.10'],
      ['directory', '.'],
    ],
    params: [['lr', 0.1]],
    metrics: [['acc', 0.97222]],
    code: [
      ['tree', '5f1c2a9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f'],
      ['branch', 'main'],
    ],
    environment: [],
    inputs: [],
    artifacts: [],
  });
});

t.test('files are told by their digests, those too large for one by their size', async t => {
  const inputs = [
    { path: 'a', size: 1, sha256: 'x', method: 'sha256', declared: 'argv' },
    { path: 'b', size: 9, method: 'stat', declared: 'argv' },
  ] as const;
  t.same(
    [...factsOf({ ...side, inputs }, 'inputs')],
    [
      ['a', { value: 'x' }],
      ['b', { value: '9 B' }],
    ],
  );
});

t.test('a number is not its text, and how it was written does not matter', async t => {
  const origin = { kind: 'event' } as const;
  t.ok(isSameFact(paramOfText('1e-1', origin), paramOfText('0.10', origin)));
  t.notOk(isSameFact({ value: 0.1 }, { value: '0.1' }));
  t.notOk(isSameFact({ value: null }, { value: 'null' }));
  t.ok(isSameFact({ value: Number.NaN }, { value: Number.NaN }));
});

t.test('where a run took place and for how long does not count, of nothing else', async t => {
  t.same(
    ['status', 'duration', 'seed', 'host'].map(key => counts('outcome', key)),
    [true, false, true, false],
  );
  t.ok(counts('params', 'duration'), 'a param may be called so');
});

t.test('an end has its code or its signal', async t => {
  t.equal(endOf({ status: 'failed', exitCode: 3 }), 'failed 3');
  t.equal(endOf({ status: 'killed', signal: 'SIGKILL' }), 'killed KILL');
  t.equal(endOf({ status: 'lost', why: 'x' }), 'lost');
});
