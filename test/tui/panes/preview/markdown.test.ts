import t from 'tap';
import { markdownLines, markdownPreview } from '../../../../src/tui/panes/preview/markdown.ts';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { styles } from '../../../../src/view/style.ts';
import { widthOf } from '../../../../src/view/width.ts';

const plain = { width: 20, style: styles(false) };

t.test('paragraphs and lists are broken between words, code and tables are not', async t => {
  const lines = [
    'one two three four five six',
    '- an item that goes on',
    '```',
    'a line of code that is long',
    '```',
    '| a | b | c | d | e | f |',
  ];
  t.same(markdownLines(lines, plain), [
    'one two three four',
    'five six',
    '- an item that goes',
    '  on',
    '```',
    'a line of code that is long',
    '```',
    '| a | b | c | d | e | f |',
  ]);
});

t.test('titles, quotations and code are seen to be such', async t => {
  const lines = markdownLines(['# Title', '> said', '```sh', 'ls', '```', 'text'], {
    width: 20,
    style: styles(true),
  });
  t.same(lines, [
    '\x1b[1m# Title\x1b[22m',
    '\x1b[2m> said\x1b[22m',
    '\x1b[2m```sh\x1b[22m',
    '\x1b[36mls\x1b[39m',
    '\x1b[2m```\x1b[22m',
    'text',
  ]);
});

t.test('no line of words is wider than the screen', async t => {
  const text = 'Ein langer Satz mit 日本語 und Wörtern, die 学習 heißen, geht weiter und weiter.';
  for (const width of [12, 20, 33])
    for (const line of markdownLines([text, `> ${text}`, `1. ${text}`], { ...plain, width }))
      t.ok(widthOf(line) <= width, line);
});

t.test('it is known by its name', async t => {
  const file = (path: string) => previewedFile(path, Buffer.from('# a\n'), 4);
  t.equal(markdownPreview(file('README.md'), plain)?.kind, 'Markdown');
  t.equal(markdownPreview(file('a.txt'), plain), undefined);
});
