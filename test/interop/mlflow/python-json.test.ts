import fc from 'fast-check';
import t from 'tap';
import { Float, pythonFloat, pythonJson } from '../../../src/interop/mlflow/python-json.ts';

t.test('floats are printed as Python prints them', async t => {
  const cases = [
    ...([
      [3, '3.0'],
      [-0, '-0.0'],
      [0, '0.0'],
      [0.1, '0.1'],
      [1e16, '1e+16'],
      [1e15, '1000000000000000.0'],
    ] as const),
    ...([
      [1e-5, '1e-05'],
      [0.0001, '0.0001'],
      [1.5e-7, '1.5e-07'],
      [5e-324, '5e-324'],
    ] as const),
    ...([
      [1.7976931348623157e308, '1.7976931348623157e+308'],
      [123456.789, '123456.789'],
    ] as const),
    ...([
      [Number.NaN, 'NaN'],
      [Number.NEGATIVE_INFINITY, '-Infinity'],
    ] as const),
  ];
  for (const [value, text] of cases) t.equal(pythonFloat(value), text);
});

t.test('a float is read back as it was', async t => {
  fc.assert(fc.property(fc.double(), value => t.ok(Object.is(Number(pythonFloat(value)), value))));
});

t.test('members stand on lines of their own, and what is beyond ASCII is escaped', async t => {
  const value = {
    a: [],
    b: {},
    c: [1, new Float(1)],
    'ü\x7f': 'a "b"\n',
    none: null,
    gone: undefined,
    yes: true,
  };
  t.equal(
    pythonJson(value, 4),
    `{
    "a": [],
    "b": {},
    "c": [
        1,
        1.0
    ],
    "\\u00fc\\u007f": "a \\"b\\"\\n",
    "none": null,
    "yes": true
}`,
  );
});

t.test('JSON of any texts is JSON', async t => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), texts => {
      t.same(JSON.parse(pythonJson(texts, 2)), texts);
    }),
  );
});
