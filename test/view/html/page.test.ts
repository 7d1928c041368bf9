import t from 'tap';
import { htmlPage } from '../../../src/view/html/page.ts';

t.test('a page is one file: its style within, nothing asked of a server, nothing run', async t => {
  const page = htmlPage({ title: 'swift-otter', style: '.curve { fill: none; }\n', body: '<p>all</p>\n' });
  t.match(page, /^<!DOCTYPE html>\n<html lang="en">/);
  t.match(page, '.curve { fill: none; }');
  t.match(page, '<h1>swift-otter</h1>\n<p>all</p>\n</main>');
  t.match(page, `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
  t.notMatch(page, /<script|<link|\bsrc=|url\(|@import/);
});

t.test('a program is run by its digest alone', async t => {
  const page = htmlPage({ title: '', body: '', script: { code: 'draw()', sha256: 'abc=' } });
  t.match(page, `default-src 'none'; script-src 'sha256-abc='; style-src`);
  t.match(page, '</main>\n<script>draw()</script>\n</body>');
});

t.test('it is dark where the system is, and fits a phone', async t => {
  const page = htmlPage({ title: '', body: '' });
  t.match(page, '@media (prefers-color-scheme: dark)');
  t.match(page, '<meta name="viewport" content="width=device-width, initial-scale=1">');
});

t.test('a title of a stranger is text', async t => {
  t.match(htmlPage({ title: '</title><b>', body: '' }), '<title>&lt;/title&gt;&lt;b&gt;</title>');
});
