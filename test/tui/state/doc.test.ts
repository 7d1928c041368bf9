import t from 'tap';
import { type DocEvent, moveDoc, NO_DOC, reduceDoc, toLine } from '../../../src/tui/state/doc.ts';

const page = (...events: readonly DocEvent[]) => events.reduce(reduceDoc, NO_DOC);
const text = (lines: number) => Array.from({ length: lines }, (_, at) => `line ${at}\n`).join('');
const read = page({ kind: 'loading', of: 'a', title: 'A' }, { kind: 'text', of: 'a', text: text(50) });

t.test('a page is the lines of its text', async t => {
  t.equal(read.lines.length, 50);
  t.equal(read.isLoading, false);
});

t.test('a text that comes too late, for something else, is passed over', async t => {
  const state = page({ kind: 'loading', of: 'b', title: 'B' }, { kind: 'text', of: 'a', text: 'old\n' });
  t.same(state.lines, []);
  t.equal(state.isLoading, true);
  const failed = reduceDoc(read, { kind: 'failed', of: 'b', trouble: 'no' });
  t.equal(failed, read);
});

t.test('what goes wrong is said in the place of the page', async t => {
  t.match(reduceDoc(read, { kind: 'failed', of: 'a', trouble: 'no such run' }), {
    lines: [],
    trouble: 'no such run',
  });
});

t.test('the same page read again keeps its place, another one begins at its top', async t => {
  const down = moveDoc(read, 'half-down', 10);
  t.equal(down.top, 5);
  t.equal(reduceDoc(down, { kind: 'loading', of: 'a 2', title: 'A' }).top, 5);
  t.equal(reduceDoc(down, { kind: 'loading', of: 'c', title: 'C' }).top, 0);
});

t.test('a page is scrolled down to its last line, and to the side', async t => {
  t.equal(moveDoc(read, 'last', 10).top, 40);
  t.equal(moveDoc(moveDoc(read, 'right', 10), 'left', 10).left, 0);
  t.equal(moveDoc(read, 'right', 10).left, 8);
  t.equal(moveDoc(read, 'sort', 10), read);
});

t.test('a search goes to its first match, n to the next, around the end', async t => {
  const found = reduceDoc(read, { kind: 'search', text: 'LINE 4' });
  t.equal(found.hit, 4);
  t.equal(moveDoc(found, 'next-match', 10).hit, 40);
  t.equal(moveDoc(found, 'previous-match', 10).hit, 49);
  t.equal(reduceDoc(read, { kind: 'search', text: 'nowhere' }).hit, undefined);
  t.equal(reduceDoc(found, { kind: 'search', text: '' }).hit, undefined);
});

t.test('a search looks through colours', async t => {
  const styled = page(
    { kind: 'loading', of: 'a', title: 'A' },
    { kind: 'text', of: 'a', text: 'x\n\x1b[1mme\x1b[22mtric\n' },
  );
  t.equal(reduceDoc(styled, { kind: 'search', text: 'metric' }).hit, 1);
});

t.test('one goes from hunk to hunk', async t => {
  const diff = page(
    { kind: 'loading', of: 'a', title: 'A' },
    { kind: 'text', of: 'a', text: 'a\n@@ 1\nb\nc\n@@ 2\nd\n' },
  );
  const isHunk = (line: string) => line.startsWith('@@');
  const first = toLine(diff, 1, isHunk);
  t.equal(first.top, 1);
  t.equal(toLine(first, 1, isHunk).top, 4);
  t.equal(toLine(toLine(first, 1, isHunk), 1, isHunk).top, 4);
  t.equal(toLine(toLine(first, 1, isHunk), -1, isHunk).top, 1);
});
