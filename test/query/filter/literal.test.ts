import t from 'tap';
import {
  durationOf,
  epochOf,
  numberOf,
  truthOf,
  typeOf,
  whyUnfit,
} from '../../../src/query/filter/literal.ts';
import { ATTRIBUTES } from '../../../src/query/lookup.ts';

const bare = (text: string) => ({ text, quoted: false });
const quoted = (text: string) => ({ text, quoted: true });

t.test('numbers stand bare, and are exact', async t => {
  t.equal(numberOf(bare('-1e-3')), -0.001);
  t.equal(numberOf(bare('.5')), 0.5);
  t.equal(numberOf(bare('18446744073709551615')), 18446744073709551615n);
  t.ok(Number.isNaN(numberOf(bare('NaN'))));
  t.equal(numberOf(bare('-inf')), Number.NEGATIVE_INFINITY);
  t.equal(numberOf(bare('Infinity')), Number.POSITIVE_INFINITY);
  t.equal(numberOf(bare('0x10')), undefined);
  t.equal(numberOf(quoted('5')), undefined);
});

t.test('truths stand bare', async t => {
  t.equal(truthOf(bare('True')), true);
  t.equal(truthOf(bare('false')), false);
  t.equal(truthOf(quoted('true')), undefined);
  t.equal(truthOf(bare('yes')), undefined);
});

t.test('durations are seconds, or have units', async t => {
  const seconds: Record<string, number> = {
    '90': 90,
    '2h': 7200,
    '1.5d': 129_600,
    '500ms': 0.5,
    '1h30m': 5400,
    '1h 30m': 5400,
    '2 hours': 7200,
    '1 week': 604_800,
    '3 min': 180,
  };
  for (const [text, expected] of Object.entries(seconds)) t.equal(durationOf(bare(text)), expected, text);
  for (const text of ['', 'h', '5 parsecs', 'soon', '1h x'])
    t.equal(durationOf(quoted(text)), undefined, text);
});

t.test('a long bare number is a time as MLflow gives it', async t => {
  t.equal(epochOf(bare('1664067852747')), 1664067852747);
  t.equal(epochOf(quoted('1664067852747')), undefined);
  t.equal(epochOf(bare('2026')), undefined);
});

t.test('every attribute has a type', async t => {
  for (const name of ATTRIBUTES) t.type(typeOf({ kind: 'attribute', name }), 'string', name);
});

t.test('a value that cannot be compared is told why', async t => {
  const metric = { kind: 'metric', name: 'acc' } as const;
  t.equal(whyUnfit(metric, '>', bare('0.5')), undefined);
  t.equal(whyUnfit(metric, '>', quoted('0.5')), 'a number stands without quotes');
  t.equal(whyUnfit({ kind: 'param', name: 'x' }, '>', quoted('any')), undefined);
  t.match(whyUnfit({ kind: 'attribute', name: 'status' }, '<', bare('failed')), /no order/);
  t.match(whyUnfit({ kind: 'attribute', name: 'id' }, 'in', quoted('abc')), /four characters/);
  t.match(whyUnfit({ kind: 'attribute', name: 'started' }, '>', quoted('soonish')), /no date 'soonish'/);
});
