import fc from 'fast-check';
import t from 'tap';
import { clustersOf } from '../../../src/tui/state/clusters.ts';
import { graphemesOf, widthOf } from '../../../src/view/width.ts';

const pieces = (text: string) => {
  let start = 0;
  return [...clustersOf(text)].map(({ end, cells }) => {
    const piece = [text.slice(start, end), cells] as const;
    start = end;
    return piece;
  });
};

const slowly = (text: string) =>
  [...graphemesOf(text)].map(({ segment }) => [segment, widthOf(segment)] as const);

t.test('characters are those of Unicode, and as wide as they are measured', async t => {
  const chars = fc.oneof(
    fc.constantFrom(
      'a',
      'é',
      'e\u0301',
      '日',
      'か',
      '\u3099',
      '한',
      '█',
      '👩‍🔬',
      '✅',
      '↔',
      '\ufe0f',
      '🇩🇪',
      'ﷺ',
      '…',
      '\ufffd',
      'ก\u0e33',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(chars, { maxLength: 12 }), parts => {
      // A sanitised text has no controls.
      const text = parts.join('').replace(/\p{Cc}/gu, '');
      t.same(pieces(text), slowly(text));
    }),
  );
});

t.test('each that is not looked up is as wide as the tables have it', async t => {
  const wrong: string[] = [];
  for (let code = 0x20; code < 0xd800; code++) {
    const char = String.fromCharCode(code);
    if (/\p{Cc}/u.test(char)) continue;
    const [first] = [...clustersOf(`${char}a`)];
    if (first?.end === 1 && first.cells !== widthOf(char)) wrong.push(code.toString(16));
  }
  t.same(wrong, []);
});
