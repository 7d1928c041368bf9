import t from 'tap';
import { sheetHtml } from '../../../src/view/sheet/sheet-html.ts';

t.test('a sheet is escaped, with its tones as classes', async t => {
  t.equal(
    sheetHtml([
      { kind: 'heading', text: '<b>', remark: 'r' },
      {
        kind: 'table',
        columns: [{ title: 'k' }, { title: 'v' }],
        rows: [['lr', { text: '<i>', tone: 'best' }]],
      },
      { kind: 'lines', lines: [{ text: 'd', tone: 'dim' }, 'e'] },
    ]),
    '<h2>&lt;b&gt; <small class="dim">r</small></h2>\n' +
      '<div class="wide"><table>\n<thead><tr><th scope="col">k</th><th scope="col">v</th></tr></thead>\n<tbody>\n' +
      '<tr><th scope="row">lr</th><td class="best">&lt;i&gt;</td></tr>\n</tbody>\n</table></div>\n' +
      '<p class="dim">d</p>\n<p>e</p>\n',
  );
});

t.test('of a patch the lines that went and came are marked, its names are not', async t => {
  t.equal(
    sheetHtml([{ kind: 'patch', text: '--- a/x\n+++ b/x\n-<old>\n+new\n same\n' }]),
    '<pre>--- a/x\n+++ b/x\n<span class="removed">-&lt;old&gt;</span>\n<span class="added">+new</span>\n same</pre>\n',
  );
  t.equal(
    sheetHtml([{ kind: 'swap', a: 'o', b: 'n' }]),
    '<pre><span class="removed">- o</span>\n<span class="added">+ n</span></pre>\n',
  );
});

t.test(
  'what is folded away can be open, links lead away without a word, and a picture runs nothing',
  async t => {
    const page = sheetHtml([
      {
        kind: 'details',
        summary: 'a<b',
        open: true,
        blocks: [
          { kind: 'commands', lines: ['git run show', 'git <x>'] },
          { kind: 'figure', title: '"acc"', svg: { light: "<svg a='1'/>", dark: '<svg/>' }, text: '' },
        ],
      },
      { kind: 'lines', lines: [{ text: 'a', href: 'https://example.com/?a&b' }] },
    ]);
    t.match(page, '<details open>\n<summary>a&lt;b</summary>\n<pre>git run show\ngit &lt;x&gt;</pre>\n');
    t.match(page, `<img src="data:image/svg+xml,%3Csvg%20a%3D%271%27%2F%3E" alt="&quot;acc&quot;">`);
    t.match(page, '<p><a href="https://example.com/?a&amp;b" rel="noreferrer">a</a></p>');
  },
);
