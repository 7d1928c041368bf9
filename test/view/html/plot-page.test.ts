import t from 'tap';
import { plotPage } from '../../../src/view/html/plot-page.ts';

const data = {
  title: '</title>',
  runs: [{ name: '</script><script>alert(1)</script>', delay: 0 }],
  curves: [],
  columns: [],
  figures: {},
  start: { axis: 'step', smoothing: 0, logX: false, logY: false },
} as const;

t.test('a page runs its own program and nothing else', async t => {
  const page = plotPage(data, { code: 'draw()', sha256: 'abc=' });
  t.match(page, `content="default-src 'none'; script-src 'sha256-abc='; style-src`);
  t.match(page, '<script>draw()</script>\n</body>');
  t.equal(page.match(/<script/g)?.length, 2, 'its data and its program');
  t.equal(page.match(/<\/script>/g)?.length, 2);
  t.notMatch(page, /\bsrc=|<link|https?:/);
});
