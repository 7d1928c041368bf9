import fc from 'fast-check';
import t from 'tap';
import { csvHeader, csvLine, jsonPrinter } from '../../../src/view/export/records.ts';

t.test('CSV has numbers as they are, and tells nothing from an empty text', async t => {
  t.equal(csvHeader(['id', 'params.a,b']), 'id,"params.a,b"\r\n');
  t.equal(
    csvLine([undefined, null, '', 'a"b', 0.1, -0, 2n ** 64n, Number.NaN, Number.NEGATIVE_INFINITY, true]),
    ',,"","a""b",0.1,-0,18446744073709551616,NaN,-Infinity,true\r\n',
  );
});

t.test('a text is not altered for the sake of spreadsheets', async t => {
  t.equal(csvLine(['=1+1', '@a', '-x']), '=1+1,@a,-x\r\n');
});

t.test('JSON has nothing where there is nothing, and null where there is null', async t => {
  const print = jsonPrinter(['a', 'b', 'c']);
  t.equal(print([undefined, null, '']), '{"b":null,"c":""}\n');
});

t.test('JSON has the numbers of Python, and texts of what no reader has', async t => {
  const print = jsonPrinter(['a', 'b', 'c', 'd', 'e']);
  t.equal(
    print([Number.NaN, Number.NEGATIVE_INFINITY, -0, 2n ** 64n - 1n, 2n ** 64n]),
    '{"a":NaN,"b":-Infinity,"c":-0.0,"d":18446744073709551615,"e":"18446744073709551616"}\n',
  );
});

t.test('whatever is written, a record is one line of JSON that says the same', async t => {
  const text = fc.string({ unit: 'grapheme' });
  const value = fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { maxLength: 4 }),
        fc.array(value, { minLength: 4, maxLength: 4 }),
        (titles, values) => {
          const line = jsonPrinter(titles)(values);
          const read = JSON.parse(line);
          return (
            line.indexOf('\n') === line.length - 1 &&
            titles.every((title, at) => Object.is(read[title], values[at]))
          );
        },
      ),
    ),
  );
});

t.test('a stray byte becomes U+FFFD', async t => {
  t.equal(jsonPrinter(['\udc80'])(['a\udcff\u{1f680}']), '{"\ufffd":"a\ufffd\u{1f680}"}\n');
});
