import t from 'tap';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { textLines, textPreview } from '../../../../src/tui/panes/preview/text.ts';

t.test('lines are numbered, and stand as they are but for colours', async t => {
  const bytes = Buffer.from('\x1b[32mepoch 1\x1b[0m\r\n  loss\n\nend\n');
  const preview = textPreview(previewedFile('a.log', bytes, bytes.length));
  t.match(preview, { kind: 'text', cut: '', isNumbered: true });
  t.same(preview?.lines, ['epoch 1', '  loss', '', 'end']);
});

t.test('a tab goes on to the next eighth cell, also behind wide characters', async t => {
  t.same(textLines('a\tb\n12345678\tc\n学\td\n\te'), [
    'a       b',
    '12345678        c',
    '学      d',
    '        e',
  ]);
});

t.test('of a progress bar the last state is shown', async t => {
  t.same(textLines('10%\r50%\r100%\ndone'), ['100%', 'done']);
});

t.test('a text in another encoding says so, and what is no text is none', async t => {
  t.equal(textPreview(previewedFile('a', Buffer.from([0x63, 0xe9, 0x0a]), 3))?.kind, 'text, Latin-1');
  t.equal(textPreview(previewedFile('a', Buffer.from([0, 1]), 2)), undefined);
});

t.test('a line of any length, and tabs in any number, are bounded', async t => {
  for (const text of ['word '.repeat(50_000), '\t'.repeat(100_000), '学\t'.repeat(50_000)]) {
    const [line = ''] = textLines(text);
    t.ok(line.length <= 1001, `${line.length}`);
  }
});
