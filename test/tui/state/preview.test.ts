import t from 'tap';
import {
  movePreview,
  NO_PREVIEW,
  type Preview,
  type PreviewEvent,
  previewOf,
  reducePreview,
  roomFor,
} from '../../../src/tui/state/preview.ts';

const preview = (count: number, changes: Partial<Preview> = {}): Preview => ({
  kind: 'text',
  cut: '',
  head: [],
  lines: Array.from({ length: count }, (_, n) => `line ${n}`),
  isNumbered: true,
  ...changes,
});
const after = (...events: readonly PreviewEvent[]) => events.reduce(reducePreview, NO_PREVIEW);
const one = previewOf('run', 'a.txt');

t.test('a file that is read anew keeps its place, another one begins at its top', async t => {
  const scrolled = movePreview(after({ kind: 'ready', of: one, preview: preview(100) }), 'half-down', 21);
  t.equal(scrolled.doc.top, 10);
  t.equal(reducePreview(scrolled, { kind: 'ready', of: one, preview: preview(120) }).doc.top, 10);
  const other = reducePreview(scrolled, { kind: 'ready', of: previewOf('run', 'b'), preview: preview(9) });
  t.equal(other.doc.top, 0);
});

t.test('it scrolls as far as there are lines, below what stays above them', async t => {
  const state = after({ kind: 'ready', of: one, preview: preview(100, { head: ['titles'] }) });
  t.equal(roomFor(state.preview, 20), 18);
  t.equal(movePreview(state, 'last', 20).doc.top, 100 - 18);
});

t.test('while a file is late nothing of another one is shown', async t => {
  const state = after({ kind: 'ready', of: one, preview: preview(3) }, { kind: 'loading', of: 'other' });
  t.equal(state.preview, undefined);
  t.same(state.doc.lines, []);
  const same = after({ kind: 'ready', of: one, preview: preview(3) }, { kind: 'loading', of: one });
  t.equal(same.doc.lines.length, 3);
});

t.test('why a file cannot be read is kept until it can', async t => {
  const failed = after({ kind: 'failed', of: one, trouble: 'it is gone' });
  t.equal(failed.doc.trouble, 'it is gone');
  t.equal(reducePreview(failed, { kind: 'ready', of: one, preview: preview(1) }).doc.trouble, undefined);
});
