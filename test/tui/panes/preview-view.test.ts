import t from 'tap';
import { previewTitle, previewView } from '../../../src/tui/panes/preview-view.ts';
import type { TreeEntry } from '../../../src/tui/state/artifact-tree.ts';
import { movePreview, NO_PREVIEW, type Preview, reducePreview } from '../../../src/tui/state/preview.ts';
import { widthOf } from '../../../src/view/width.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const theme = {
  ...PLAIN_THEME,
  style: { ...PLAIN_THEME.style, bold: (text: string) => text, dim: (text: string) => text },
};
const table: Preview = {
  kind: 'CSV, 2 columns',
  cut: '',
  head: ['name   score'],
  lines: Array.from({ length: 30 }, (_, n) => `run-${n}  0.${n}`),
  isNumbered: false,
};
const ready = (preview: Preview) => reducePreview(NO_PREVIEW, { kind: 'ready', of: 'a', preview });
const entry = (path: string): TreeEntry => ({
  kind: 'file',
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  depth: 0,
  file: { path, size: 1200, sha256: '' },
});

t.test('titles stay above the lines that are scrolled', async t => {
  const scrolled = movePreview(movePreview(ready(table), 'down', 7), 'down', 7);
  t.same(previewView(scrolled.doc === undefined ? NO_PREVIEW : scrolled, { width: 40, height: 6 }, theme), [
    'name   score',
    'run-2  0.2',
    'run-3  0.3',
    'run-4  0.4',
    'run-5  0.5',
    'run-6  0.6',
  ]);
  const right = movePreview(scrolled, 'right', 7);
  t.same(previewView(right, { width: 40, height: 2 }, theme), ['core', '.2'], 'and go sideways with them');
});

t.test('lines of a text have their numbers, which stay where it is scrolled sideways', async t => {
  const text: Preview = { ...table, kind: 'text', head: [], lines: ['abcdefghijkl', 'x'], isNumbered: true };
  t.same(previewView(ready(text), { width: 10, height: 5 }, theme), ['1  abcdefg', '2  x']);
  const right = movePreview(ready(text), 'right', 5);
  t.same(previewView(right, { width: 10, height: 5 }, theme), ['1  ijkl', '2  ']);
});

t.test('the title says what it is and how large, or what of it is shown', async t => {
  t.equal(previewTitle(entry('a.csv'), table, 60, theme), 'a.csv  CSV, 2 columns, 1.2 kB');
  const cut = { ...table, cut: 'the first 256 kB of 3.1 MB' };
  t.equal(previewTitle(entry('a.csv'), cut, 60, theme), 'a.csv  CSV, 2 columns, the first 256 kB of 3.1 MB');
  const folder: TreeEntry = {
    kind: 'folder',
    path: 'a/b',
    name: 'b',
    depth: 1,
    isFolded: true,
    count: 2,
    size: 5,
  };
  t.equal(previewTitle(folder, undefined, 60, theme), 'a/b/  2 files, 5 B');
});

t.test('a title that has no room names the file, not its folders', async t => {
  const long = `a/very/long/way/down/to/the/${'n'.repeat(10)}.csv`;
  t.equal(previewTitle(entry(long), table, 40, theme), 'nnnnnnnnnn.csv  CSV, 2 columns, 1.2 kB');
  for (const width of [10, 20, 30]) t.ok(widthOf(previewTitle(entry(long), table, width, theme)) <= width);
});

t.test('why nothing is to be seen stands in its place', async t => {
  const failed = reducePreview(NO_PREVIEW, { kind: 'failed', of: 'a', trouble: 'it is gone' });
  t.match(previewView(failed, { width: 40, height: 5 }, theme).join(), 'it is gone');
  const late = reducePreview(NO_PREVIEW, { kind: 'loading', of: 'a' });
  t.match(previewView(late, { width: 40, height: 5 }, theme).join(), 'reading …');
});
