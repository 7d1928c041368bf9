import fc from 'fast-check';
import t from 'tap';
import { pathFromBytes, pathToBytes } from '../../src/run/path.ts';
import { cQuote } from '../../src/view/c-quote.ts';

t.test('what is plain stays as it is', async t => {
  for (const text of ['swift-otter', 'a b', "it's", 'größe', '学習', '-x', '#']) t.equal(cQuote(text), text);
});

t.test('what could end a field or a line is escaped as Git escapes it', async t => {
  t.equal(cQuote('a\tb'), '"a\\tb"');
  t.equal(cQuote('a\nb'), '"a\\nb"');
  t.equal(cQuote('say "hi"\\'), '"say \\"hi\\"\\\\"');
  t.equal(cQuote('\x1b[2J'), '"\\033[2J"');
  t.equal(cQuote('größe\0'), '"größe\\000"');
  t.equal(cQuote('\u009b'), '"\\302\\233"');
  t.equal(cQuote('\udcff'), '"\\377"');
  t.equal(cQuote(''), '""', 'nothing is told from an empty text');
});

/** Reads it back, as a script would. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  const escapes: Record<string, string> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };
  const bytes = text
    .slice(1, -1)
    .split(/(\\(?:[0-7]{3}|.))/)
    .map(part => {
      if (!part.startsWith('\\')) return Buffer.from(part);
      const code = part.slice(1);
      return /^[0-7]{3}$/.test(code)
        ? Buffer.from([Number.parseInt(code, 8)])
        : Buffer.from(escapes[code] ?? code);
    });
  return pathFromBytes(Buffer.concat(bytes));
}

t.test('every text can be read back, and fits on a line', async t => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\t', '\x1b', 'n', '0', 'ä', '\u0085') }),
    fc.uint8Array({ maxLength: 8 }).map(pathFromBytes),
  );
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(text, text => {
        const quoted = cQuote(text);
        return !/[\0-\x1f]/.test(quoted) && pathToBytes(unquoted(quoted)).equals(pathToBytes(text));
      }),
    ),
  );
});
