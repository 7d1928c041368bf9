import fc from 'fast-check';
import t from 'tap';
import { csvPreview, readRecords } from '../../../../src/tui/panes/preview/csv.ts';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { csv } from '../../../../src/view/csv.ts';
import { styles } from '../../../../src/view/style.ts';

const style = styles(false);
const shown = (path: string, text: string, size = Buffer.byteLength(text)) =>
  csvPreview(previewedFile(path, Buffer.from(text), size), { style });

t.test('values stand in columns below their titles, numbers to the right', async t => {
  const preview = shown('a.csv', 'name,score\nswift,0.5\nlongest name,12\n');
  t.match(preview, { kind: 'CSV, 2 columns', cut: '' });
  t.same(preview?.head, ['name          score']);
  t.same(preview?.lines, ['swift           0.5', 'longest name     12']);
});

t.test('tabs, semicolons and quotes separate too', async t => {
  t.equal(shown('a.tsv', 'a\tb\n1\t2\n')?.kind, 'TSV, 2 columns');
  t.equal(shown('a.csv', 'a;b\n1,5;2,5\n')?.kind, 'CSV, 2 columns');
  t.same(shown('a.csv', 'a,b\n"x, ""y""",1\r\n')?.lines, ['x, "y"  1']);
});

t.test('a table is known by what is in it, whatever it is called; prose is none', async t => {
  t.ok(shown('results.txt', 'epoch,loss\n1,0.5\n2,0.25\n'));
  t.equal(shown('a.txt', 'Dear all,\nwe tried, and failed.\nYours, me\n'), undefined);
  t.equal(shown('a.txt', 'one\ntwo\n'), undefined);
  t.equal(shown('a.csv', ''), undefined);
});

t.test('where the first line is of numbers the columns are counted', async t => {
  t.same(shown('a.csv', '1,2\n3,4\n')?.head, ['1  2']);
  t.same(shown('a.csv', '1,2\n3,4\n')?.lines, ['1  2', '3  4']);
});

t.test('a record that was not read to its end is not shown', async t => {
  const preview = shown('a.csv', 'a,b\n1,2\n3,45', 1_000_000);
  t.same(preview?.lines, ['1  2']);
  t.equal(preview?.cut, 'the first 12 B of 1.0 MB');
});

t.test('a bomb is bounded, and what is left out is said', async t => {
  const wide = shown('a.csv', `${'x,'.repeat(100_000)}\n`.repeat(2));
  t.equal(wide?.cut, 'the first 60 columns');
  t.ok((wide?.head[0]?.length ?? 0) < 5000);
  const long = shown('a.csv', `a,b\n${'1,2\n'.repeat(50_000)}`);
  t.equal(long?.lines.length, 2000);
  t.equal(long?.cut, 'the first 2000 rows');
  const cell = shown('a.csv', `a,b\n${'y'.repeat(200_000)},2\n`);
  t.ok((cell?.lines[0]?.length ?? 0) < 100);
  t.ok(shown('a.csv', '"'.repeat(200_000)));
});

t.test('what is written as CSV is read as it was', async t => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '学') });
  const record = fc.array(cell, { minLength: 2, maxLength: 4 });
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), records => {
        const [header = [], ...rest] = records;
        t.same(readRecords(csv(header, rest), ',', 100), records);
      }),
      { numRuns: 100 },
    ),
  );
});
