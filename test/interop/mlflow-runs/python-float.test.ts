import fc from 'fast-check';
import t from 'tap';
import { printPythonFloat } from '../../../src/interop/mlflow-runs/python-float.ts';

t.test('numbers are printed as by the repr of Python', async t => {
  const cases: [number, string][] = [
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [0.1, '0.1'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [5e-324, '5e-324'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [Number.NaN, 'nan'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ];
  for (const [number, text] of cases) t.equal(printPythonFloat(number), text);
});

t.test('no digit is lost', async () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), x =>
      Object.is(Number(printPythonFloat(x)), x),
    ),
  );
});
