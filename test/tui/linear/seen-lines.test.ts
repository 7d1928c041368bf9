import t from 'tap';
import { seenLines } from '../../../src/tui/linear/seen-lines.ts';
import { type DocState, moveDoc, NO_DOC, reduceDoc } from '../../../src/tui/state/doc.ts';

const page: DocState = {
  ...NO_DOC,
  lines: Array.from({ length: 10 }, (_, at) => `\x1b[1mline ${at + 1}\x1b[22m`),
};
const after = (...actions: readonly string[]) =>
  actions.reduce<DocState>((doc, action) => moveDoc(doc, action, 4), page);

t.test('a page that is new is read as far as it is in sight', async t => {
  t.same(seenLines(undefined, page, 4), ['line 1', 'line 2', 'line 3', 'line 4', 'lines 1 to 4 of 10']);
  t.same(seenLines(NO_DOC, { ...page, lines: ['all'] }, 4), ['all']);
});

t.test('moving reads what comes into sight', async t => {
  t.same(seenLines(page, after('down'), 4), ['line 5']);
  t.same(seenLines(after('last'), after('last', 'up'), 4), ['line 6']);
  t.same(seenLines(page, after('page-down'), 4), ['line 5', 'line 6', 'line 7', 'lines 4 to 7 of 10']);
  t.same(seenLines(page, after('up'), 4), []);
});

t.test('a match is read with its number, the line of a cursor alone', async t => {
  t.same(seenLines(page, reduceDoc(page, { kind: 'search', text: 'line 7' }), 4), ['line 7 of 10: line 7']);
  t.same(seenLines({ ...page, cursor: 1 }, { ...page, cursor: 3 }, 4), ['line 4']);
});

t.test('trouble is read once', async t => {
  const failed = { ...NO_DOC, trouble: 'no such run' };
  t.same(seenLines(page, failed, 4), ['no such run']);
  t.same(seenLines(failed, { ...failed }, 4), []);
});
