/** Numbers as Python's `repr` prints them: the same shortest digits as JavaScript's, with another rule for exponents. */

/** Prints a number: `0.1`, `1.0`, `1e-05`, `1e+16`, `nan`, `-inf`. */
export function printPythonFloat(number: number): string {
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf';
  if (number === 0) return Object.is(number, -0) ? '-0.0' : '0.0';
  const [mantissa = '', power = '0'] = number.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const text = String(number);
  return text.includes('.') ? text : `${text}.0`;
}
