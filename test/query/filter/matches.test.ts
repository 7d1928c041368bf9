import fc from 'fast-check';
import t, { type Test } from 'tap';
import { matcher } from '../../../src/query/filter/matches.ts';
import { parseFilter } from '../../../src/query/filter/parse.ts';
import { paramOfText } from '../../../src/run/param.ts';
import type { RunRow } from '../../../src/run/run-row.ts';
import { arbitraryFilter } from '../../support/arbitrary-filter.ts';
import { liveRow, NOW, sampleRow } from '../../support/run-rows.ts';

const TODAY = { now: NOW, zone: () => 0 };
const metric = (last: number) => ({ last, min: last - 1, max: last + 1, count: 3, step: 2 });
const param = (text: string) => paramOfText(text, { kind: 'option' });

const row: RunRow = {
  ...sampleRow({
    params: {
      lr: param('1e-1'),
      depth: param('12'),
      big: param('18446744073709551615'),
      flag: param('true'),
      opt: param('adam'),
      none: { value: null, origin: { kind: 'option' } },
    },
    metrics: { acc: metric(0.97), nan: metric(Number.NaN), 'val loss': metric(0.3) },
    tags: { stage: 'dev', star: 'true' },
    note: 'first try',
  }),
  inputs: [{ path: 'data/train.csv', sha256: 'ab12'.repeat(16) }, { path: 'data/test.csv' }],
};

/** Fails with every filter that does not answer as it should. */
function check(t: Test, on: RunRow, expected: Readonly<Record<string, boolean>>): void {
  for (const [text, answer] of Object.entries(expected)) {
    t.equal(matcher(parseFilter(text), TODAY)(on), answer, text);
  }
}

t.test('metrics compare by their last value, or the one that is named', async t => {
  check(t, row, {
    'metrics.acc > 0.9': true,
    'metrics.acc = 0.97': true,
    'metrics.acc != 0.97': false,
    'metrics.acc.max > 1.9': true,
    'metrics.`val loss` <= 0.3': true,
    'metrics.acc between 0.96 and 0.98': true,
    'metrics.acc in (0.1, 0.97)': true,
    'metrics.nan = nan': true,
    'metrics.nan > 0': false,
    'metrics.nan < 0': false,
    'metrics.acc < inf': true,
  });
});

t.test('a run without the key answers to nothing but is null', async t => {
  check(t, row, {
    'metrics.f1 > 0': false,
    'metrics.f1 != 0': false,
    'not metrics.f1 > 0': false,
    'metrics.f1 not in (1)': false,
    'metrics.f1 is null': true,
    'not metrics.f1 is null': false,
    'has:metrics.f1': false,
    'has:metrics.acc': true,
    'metrics.f1 > 0 or metrics.acc > 0.9': true,
    'not (metrics.f1 > 0 and metrics.acc > 0.99)': true,
    'not (metrics.f1 > 0 or metrics.acc > 0.99)': false,
    'params.none is null': true,
    'tags.stage is not null': true,
  });
});

t.test('parameters compare with their like: numbers bare, texts in quotes', async t => {
  check(t, row, {
    'params.lr = 0.1': true,
    "params.lr = '1e-1'": true,
    "params.lr = '0.1'": false,
    'params.lr < 0.2 and params.depth >= 12': true,
    'params.big = 18446744073709551615': true,
    'params.big = 18446744073709551614': false,
    'params.big > 18446744073709551614': true,
    'params.flag = true': true,
    'params.flag != false': true,
    'params.opt = adam': true,
    "params.opt like 'AD%'": false,
    "params.opt ilike 'AD%'": true,
    "params.opt in ('sgd', 'adam')": true,
    'params.opt > 5': false,
    'not params.opt > 5': false,
    "params.depth > '2'": false,
  });
});

t.test('attributes have types of their own', async t => {
  check(t, row, {
    'status = FINISHED': true,
    'status in (failed, killed)': false,
    'duration > 12 and duration < 13s': true,
    "duration < '1h 30m'": true,
    'branch = main and not dirty = true': true,
    "head = '9e8d7c6b'": true,
    'source = 4F1C2A': true,
    'commit = 99999999': false,
    'exit = 0': true,
    "author like '%ada@%'": true,
    "host ~ '^node[0-9]+$'": true,
    "command !~ 'evaluate'": true,
    "note ilike '%FIRST%'": true,
    'artifacts = 0': true,
    "tags.stage = 'dev' and tags.star = 'true'": true,
    "name = 'swift-otter' and experiment = digits": true,
  });
  check(t, row, { [`id = ${row.id.slice(-8)}`]: true, [`id = ${row.id.slice(0, 8)}`]: true });
  const killed = sampleRow({ outcome: { status: 'killed', signal: 'SIGKILL' } });
  check(t, killed, { 'exit = SIGKILL': true, 'exit = 0': false, 'not exit = 0': false });
});

t.test('dates are days where they are days', async t => {
  check(t, row, {
    "started > '3 days ago'": true,
    'started = 2026-11-02': true,
    'started >= 2026-11-02': true,
    'started > 2026-11-02': false,
    'started < 2026-11-03': true,
    'started = yesterday': false,
    "started between 2026-11-01 and '2026-11-02 13:00'": true,
    [`start_time = ${NOW - 3_600_000}`]: true,
    [`start_time < ${NOW - 3_600_000}`]: false,
  });
});

t.test('of its inputs one is enough', async t => {
  check(t, row, {
    "inputs.digest = 'ab12ab12'": true,
    "inputs.name = 'data/test.csv'": true,
    "inputs.name like 'other/%'": false,
    "dataset.name in ('data/train.csv')": true,
    'inputs.name is null': false,
  });
  check(t, sampleRow(), { 'inputs.name is null': true, "inputs.name = 'x'": false });
});

t.test('a run in progress has no end, and what it has can be asked', async t => {
  check(t, liveRow(), {
    'status = running': true,
    'duration > 0': false,
    'duration is null': true,
    'ended is null': true,
    '': true,
  });
});

t.test('the laws of three answers hold', async () => {
  const answers = (filter: Parameters<typeof matcher>[0]) => matcher(filter, TODAY)(row);
  fc.assert(
    fc.property(arbitraryFilter, arbitraryFilter, (one, other) => {
      const not = (of: typeof one) => ({ kind: 'not', of }) as const;
      const and = { kind: 'and', of: [one, other] } as const;
      const or = { kind: 'or', of: [not(one), not(other)] } as const;
      return (
        answers(not(not(one))) === answers(one) &&
        !(answers(one) && answers(not(one))) &&
        answers(and) === (answers(one) && answers(other)) &&
        answers(not(and)) === answers(or)
      );
    }),
    { numRuns: 1000 },
  );
});
