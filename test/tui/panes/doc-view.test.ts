import fc from 'fast-check';
import t from 'tap';
import { docView } from '../../../src/tui/panes/doc-view.ts';
import { type DocState, NO_DOC, reduceDoc } from '../../../src/tui/state/doc.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { BARE_THEME } from '../../support/tui-state.ts';

const page = (text: string): DocState =>
  reduceDoc(reduceDoc(NO_DOC, { kind: 'loading', of: 'a', title: 'a' }), { kind: 'text', of: 'a', text });
const see = (doc: DocState, width = 20, height = 4) =>
  docView(doc, { width, height, hasFocus: true }, BARE_THEME);
const ten = page([...'0123456789'].map(digit => `line ${digit}\n`).join(''));

t.test('a page is seen from where one is, as much of it as there is room for', async t => {
  t.same(see({ ...ten, top: 2 }), ['line 2', 'line 3', 'line 4', 'line 5']);
  t.same(see({ ...ten, top: 8 }), ['line 8', 'line 9']);
});

t.test('what is missing yet, or went wrong, stands in its place', async t => {
  t.same(see({ ...NO_DOC, isLoading: true }), ['', '  reading …']);
  t.same(see(NO_DOC), []);
  t.same(see({ ...ten, trouble: 'it is\ngone' }), ['', '  it is', '  gone']);
});

t.test('a long line is cut, and goes on to the side', async t => {
  const doc = page('0123456789abcdef');
  t.same(see(doc, 8), ['01234567']);
  t.same(see({ ...doc, left: 8 }, 8), ['89abcdef']);
  t.same(see({ ...page('日本語日本語'), left: 1 }, 4), [' 本 ']);
});

t.test('a match is marked, whatever its colours were', async t => {
  const doc = reduceDoc(page('one\nt\x1b[1mw\x1b[22mo\n'), { kind: 'search', text: 'WO' });
  t.same(see(doc), ['one', 't[wo]']);
});

t.test('the line of the cursor is told apart over its whole width', async t => {
  const [, line = ''] = see({ ...ten, cursor: 1 });
  t.equal(line, `>ine 1${' '.repeat(14)}`);
});

t.test('a tab is so many blanks', async t => {
  t.same(see(page('\ta\tb'), 40), ['        a       b']);
});

t.test('no line is wider than the page', async () => {
  const piece = fc.constantFrom('a', '  ', '日', '\t', 'e\u0301', '\x1b[1m', '\x1b[22m', '🎉', 'x  y');
  fc.assert(
    fc.property(fc.array(piece), fc.nat(30), fc.nat(30), fc.nat(12), (pieces, left, width, fixed) => {
      const doc = { ...page(pieces.join('')), left };
      return docView(doc, { width, height: 3, fixed: Math.min(fixed, width) }, BARE_THEME).every(
        line => widthOf(unstyled(line)) <= width,
      );
    }),
  );
});
