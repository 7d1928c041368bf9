import fc from 'fast-check';
import t from 'tap';
import { ORIGIN_RANK, type ParamOrigin, paramOfText, parseScalar, printParam } from '../../src/run/param.ts';

const origin: ParamOrigin = { kind: 'option' };

t.test('numbers and booleans are read as such, all else is text', async t => {
  const words: [string, unknown][] = [
    ['8', 8],
    ['-3', -3],
    ['+3', 3],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['5.', 5],
    ['True', true],
    ['false', false],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['007', '007'],
    ['', ''],
    ['adam', 'adam'],
    ['0x10', '0x10'],
    ['1_000', '1_000'],
    ['1.2.3', '1.2.3'],
    ['NaN', 'NaN'],
    ['e5', 'e5'],
  ];
  for (const [word, value] of words) t.equal(parseScalar(word), value, word);
});

t.test('a parameter is shown as it was written', async t => {
  fc.assert(fc.property(fc.string(), text => printParam(paramOfText(text, origin)) === text));
  fc.assert(
    fc.property(fc.double(), value => printParam(paramOfText(String(value), origin)) === String(value)),
  );
  for (const text of ['1e-3', '0.10', 'TRUE', '-0', '+5'])
    t.equal(printParam(paramOfText(text, origin)), text);
});

t.test('the text is kept only where the value would print otherwise', async t => {
  t.same(paramOfText('0.1', origin), { value: 0.1, origin });
  t.same(paramOfText('0.10', origin), { value: 0.1, text: '0.10', origin });
});

t.test('what the program says of itself wins over what was seen from outside', async t => {
  const kinds = Object.entries(ORIGIN_RANK).sort(([, a], [, b]) => a - b);
  t.same(
    kinds.map(([kind]) => kind),
    ['file', 'argv', 'option', 'event'],
  );
});
