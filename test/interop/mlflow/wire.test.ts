import fc from 'fast-check';
import t from 'tap';
import {
  compareInt64,
  printMessage,
  readBody,
  readDouble,
  readInt64,
} from '../../../src/interop/mlflow/wire.ts';
import { parseTolerant } from '../../../src/run/json.ts';

t.test('integers of 64 bits come as numbers or texts, and nothing of them is lost', async t => {
  t.equal(readInt64(parseTolerant('9007199254740993')), 9007199254740993n);
  t.equal(readInt64('9007199254740993'), 9007199254740993n);
  t.equal(readInt64('-12'), -12);
  t.equal(readInt64(123.5), 123);
  t.equal(readInt64('1.0'), 1);
  for (const wrong of ['abc', '', true, null, [], 1e300, 2n ** 63n, 'Infinity', Number.NaN])
    t.equal(readInt64(wrong as never), undefined, String(wrong));
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), value => {
      const printed = printMessage({ value });
      const read = readInt64((parseTolerant(printed) as { value: never }).value);
      return BigInt(read as never) === value && compareInt64(read as never, value) === 0;
    }),
  );
});

t.test('doubles come as Python, Java and R send them, and go as clients read them', async t => {
  const cases = [
    ['NaN', Number.NaN],
    ['nan', Number.NaN],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['inf', Number.POSITIVE_INFINITY],
    ['1e-5', 1e-5],
    [true, 1],
    [2n ** 60n, 2 ** 60],
  ] as const;
  for (const [json, value] of cases) t.equal(Object.is(readDouble(json), value), true, String(json));
  for (const wrong of ['abc', '', null, [], '1,5'])
    t.equal(readDouble(wrong as never), undefined, String(wrong));
  t.equal(
    printMessage({ a: Number.NaN, b: -Infinity, c: -0, d: 1e300 }),
    '{"a":"NaN","b":"-Infinity","c":-0.0,"d":1e+300}',
  );
  fc.assert(
    fc.property(fc.double(), value => Object.is(readDouble(parseTolerant(printMessage(value))), value)),
  );
});

t.test('what is empty is left out, an empty text is not', async t => {
  t.equal(
    printMessage({ none: undefined, list: [], text: '', no: false, nested: { list: [] } }),
    '{"text":"","no":false,"nested":{}}',
  );
});

t.test('whatever a message holds is printed whole, but for what is empty', async t => {
  const leaf = fc.oneof(
    fc.double(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
  );
  const { message } = fc.letrec<{ message: object; member: unknown }>(tie => ({
    message: fc.dictionary(fc.string(), tie('member'), { maxKeys: 5, noNullPrototype: true }),
    member: fc.oneof({ maxDepth: 3 }, leaf, tie('message'), fc.array(tie('message'), { maxLength: 3 })),
  }));
  fc.assert(
    fc.property(message, whole => {
      t.strictSame(plainOf(parseTolerant(printMessage(whole))), plainOf(whole));
    }),
    { numRuns: 100 },
  );
});

/** A message as a list of what is in it: numbers by how they are told. */
function plainOf(value: unknown): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value;
  const isThere = (member: unknown) =>
    member !== undefined && !(Array.isArray(member) && member.length === 0);
  return Object.entries(value).flatMap(([name, member]) =>
    isThere(member) ? [[name, plainOf(member)]] : [],
  );
}

t.test(
  'a body that is no JSON is empty, one that is no object is refused, one that was encoded twice is read',
  async t => {
    t.same(readBody('{'), {});
    t.same(readBody(''), {});
    t.same(readBody('null'), {});
    t.same({ ...readBody('"{\\"a\\":1}"') }, { a: 1 });
    t.same({ ...readBody('{"a":NaN}') }, { a: Number.NaN });
    t.throws(() => readBody('[1]'), { code: 'mlflow', status: 400 });
    t.same(readBody('['.repeat(100_000)), {});
  },
);
