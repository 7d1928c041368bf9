import fc from 'fast-check';
import t from 'tap';
import { scriptJson } from '../../../src/view/html/script-json.ts';

t.test('no text ends its element, begins another, or a line', async () => {
  const hostile = fc.constantFrom('</script>', '<!--', '<script', '\u2028', '\u2029', ']]>', '&lt;');
  fc.assert(
    fc.property(fc.array(fc.oneof(hostile, fc.string())), texts => {
      const printed = scriptJson(texts);
      return (
        !/[<>&\u2028\u2029]/.test(printed) && JSON.stringify(JSON.parse(printed)) === JSON.stringify(texts)
      );
    }),
  );
});

t.test('what JSON has not is null', async t => {
  t.equal(scriptJson([undefined, Number.NaN, Number.POSITIVE_INFINITY]), '[null,null,null]');
});
