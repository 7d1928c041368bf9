import fc from 'fast-check';
import t from 'tap';
import {
  canonical,
  canonicalFile,
  exactInteger,
  type Json,
  parseCanonical,
  parseTolerant,
} from '../../src/run/json.ts';

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, -0, Number.POSITIVE_INFINITY));
const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', '$number', '$$number', 'constructor', '10', '9', '\udc80'),
);
/** Every value we can hold. */
const { json } = fc.letrec<{ json: Json }>(tie => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    number,
    fc.bigInt(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map(entries => {
      const record: Record<string, Json> = Object.create(null);
      for (const [name, value] of entries) record[name] = value;
      return record;
    }),
  ),
}));

/** Equality that knows NaN, -0 and bigint, and sees no prototype. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.keys(a).sort(), Object.keys(b).sort()];
  return (
    left.join('\0') === right.join('\0') &&
    left.every(name => same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
  );
}

t.test('every value comes back as it was', async () => {
  fc.assert(fc.property(json, value => same(parseCanonical(canonical(value)), value)));
  fc.assert(fc.property(json, value => same(parseCanonical(canonicalFile(value)), value)));
});

t.test('equal values are equal bytes, whatever the order of their keys', async t => {
  fc.assert(fc.property(json, value => canonical(parseCanonical(canonical(value))) === canonical(value)));
  t.equal(canonical({ b: 1, a: { d: 1, c: 2 } }), '{"a":{"c":2,"d":1},"b":1}');
  t.equal(canonicalFile({ b: [1], a: undefined }), '{\n  "b": [\n    1\n  ]\n}\n');
});

t.test('numbers that JSON cannot hold are tagged', async t => {
  t.equal(canonical([Number.NaN, Number.NEGATIVE_INFINITY]), '[{"$number":"NaN"},{"$number":"-Infinity"}]');
  t.equal(canonical(2n ** 64n), '{"$number":"18446744073709551616"}');
  t.equal(canonical(-0), '{"$number":"-0"}');
});

t.test("a user's object that looks like a tag stays an object", async t => {
  const value = { $number: '5' };
  t.equal(canonical(value), '{"$$number":"5"}');
  t.same(parseCanonical('{"$$number":"5"}'), value);
  t.same(parseCanonical(canonical({ $number: '5', other: 1 })), { $number: '5', other: 1 });
});

t.test('a tag that holds no number is an error, not a NaN', async t => {
  t.throws(() => parseCanonical('{"$number":"many"}'), SyntaxError);
});

t.test('a key called __proto__ is a key like any other', async t => {
  for (const parse of [parseCanonical, parseTolerant]) {
    const value = parse('{"__proto__":{"polluted":1},"a":[1234567890123456]}');
    t.same(Object.keys(value as object), ['__proto__', 'a']);
    t.equal((value as { polluted?: unknown }).polluted, undefined);
  }
});

t.test('plain JSON is read as JSON.parse reads it', async () => {
  // Numbers of 16 digits and more are where the two differ, on purpose.
  const plain = fc.json({ stringUnit: 'binary' }).filter(text => !/\d{16}/.test(text));
  fc.assert(fc.property(plain, text => same(parseTolerant(text), JSON.parse(text))));
  // With a bare NaN in it the text goes through our own reader.
  fc.assert(
    fc.property(plain, fc.boolean(), (text, spaced) => {
      const [gap, value] = [spaced ? ' \n\t' : '', JSON.parse(text)];
      return same(parseTolerant(`[NaN${gap},${gap}${text}${gap}]${gap}`), [Number.NaN, value]);
    }),
  );
});

t.test('what is not JSON is not read by either reader', async () => {
  const nearly = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '\\', ',', '0', '{', ']', '\u0001', '+', '.', 'e'))
    .map(([text, at, put]) => {
      const cut = at % (text.length + 1);
      return `[0,${text.slice(0, cut)}${put}${text.slice(cut + 1)}]`;
    })
    .filter(text => !/\d{16}/.test(text));
  fc.assert(
    fc.property(nearly, text => {
      const [whole, own] = [attempt(() => JSON.parse(text)), attempt(() => parseTolerant(`[NaN,${text}]`))];
      return whole === undefined ? own === undefined : same(own, [Number.NaN, whole]);
    }),
    { numRuns: 1000 },
  );
});

function attempt(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

t.test('what Python, R and shells write is read exactly', async t => {
  t.same(parseTolerant('{"a": NaN, "b": [Infinity, -Infinity]}'), {
    a: Number.NaN,
    b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  });
  t.equal(parseTolerant('18446744073709551615'), 2n ** 64n - 1n);
  t.equal(parseTolerant('9007199254740991'), 9007199254740991);
  t.equal(parseTolerant('0.1000000000000000055511151231257827'), 0.1);
  t.equal(parseTolerant('"NaN"'), 'NaN');
});

t.test('nesting beyond all reason is an error, never a crash', async t => {
  const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
  for (const levels of [202, 100_000]) {
    t.throws(() => parseTolerant(deep('[', ']', levels)), SyntaxError);
    t.throws(() => parseTolerant(deep('{"a":[', ']}', levels).replace('[]', '[1]')), SyntaxError);
    t.throws(() => parseTolerant(`[NaN,${deep('[', ']', levels)}]`), SyntaxError);
  }
  t.ok(parseTolerant(deep('[', ']', 200)));
  t.throws(() => canonical(JSON.parse(deep('[', ']', 300))), RangeError);
});

t.test('a string of many megabytes is read', async t => {
  const long = 'ab\\"c'.repeat(4_000_000);
  t.equal((parseTolerant(`[NaN,"${long}"]`) as string[])[1]?.length, 16_000_000);
});

t.test('an integer is exact, whatever its size', async t => {
  fc.assert(fc.property(fc.bigInt(), value => BigInt(exactInteger(value.toString())) === value));
  t.equal(exactInteger('9007199254740993'), 9007199254740993n);
});

t.test('an integer of millions of digits is refused before it is read', async t => {
  const long = '9'.repeat(10_000_000);
  t.throws(() => parseTolerant(`{"x":${long}}`), /more than 4300 digits/);
  t.throws(() => parseCanonical(`{"x":{"$number":"${long}"}}`), /more than 4300 digits/);
  t.throws(() => parseCanonical(`{"x":{"$number":"-${long}"}}`), /more than 4300 digits/);
  t.equal(typeof (parseTolerant(`[${'9'.repeat(4300)}]`) as unknown[])[0], 'bigint');
});
