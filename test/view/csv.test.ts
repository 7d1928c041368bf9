import fc from 'fast-check';
import t from 'tap';
import { csv, csvRecord } from '../../src/view/csv.ts';

t.test('records are lines, and plain fields stay bare', async t => {
  t.equal(csv(['id', 'acc'], [['1', '0.5']]), 'id,acc\r\n1,0.5\r\n');
});

t.test('what would part a field, or cannot be seen, is quoted', async t => {
  t.equal(csv(['a,b', 'say "hi"'], [['x\ny', '\x1b[2J']]), '"a,b","say ""hi"""\r\n"x\ny","\x1b[2J"\r\n');
  t.equal(csv([' a', 'b '], []), '" a","b "\r\n');
});

t.test('a reader gets every field back', async t => {
  const field = fc.string({ unit: 'binary' });
  const record = fc.array(field, { minLength: 2, maxLength: 4 });
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(record, fc.array(record), (header, records) => {
        t.same(parse(csv(header, records)), [header, ...records]);
      }),
    ),
  );
});

/** Reads RFC 4180. */
function parse(text: string): string[][] {
  const records: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, bare = '', end] of text.matchAll(field)) {
    records.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

t.test('one record by itself tells an empty text from nothing', async t => {
  t.equal(csvRecord(['', undefined, 'a,b']), '"",,"a,b"\r\n');
});
