import t from 'tap';
import type { RunId } from '../../../src/run/run-id.ts';
import {
  type ArtifactsEvent,
  type ArtifactsState,
  currentEntry,
  moveArtifacts,
  NO_ARTIFACTS,
  reduceArtifacts,
} from '../../../src/tui/state/artifacts.ts';
import { previewOf } from '../../../src/tui/state/preview.ts';

const RUN = '0'.repeat(26) as RunId;
const OTHER = '1'.repeat(26) as RunId;
const HEIGHT = 10;

const files = (...paths: readonly string[]) => paths.map(path => ({ path, size: 1, sha256: '' }));
const listing = (run: RunId, ...paths: readonly string[]): ArtifactsEvent => ({
  kind: 'files',
  run,
  isLive: false,
  files: files(...paths),
});
const after = (...events: readonly ArtifactsEvent[]) => events.reduce(reduceArtifacts, NO_ARTIFACTS);
const press = (state: ArtifactsState, ...actions: readonly string[]) =>
  actions.reduce((one, action) => moveArtifacts(one, action, HEIGHT), state);
const at = (state: ArtifactsState) => currentEntry(state)?.path;

const TREE = after(listing(RUN, 'a.txt', 'plots/one.png', 'plots/two.png', 'z.csv'));

t.test('the cursor goes through the tree, and stays in it', async t => {
  t.equal(at(TREE), 'a.txt');
  t.equal(at(press(TREE, 'down', 'down')), 'plots/one.png');
  t.equal(at(press(TREE, 'last')), 'z.csv');
  t.equal(at(press(TREE, 'last', 'down')), 'z.csv');
  t.equal(at(press(TREE, 'last', 'first')), 'a.txt');
});

t.test('Enter, h and l fold and unfold', async t => {
  const folder = press(TREE, 'down');
  const folded = press(folder, 'open-artifact');
  t.same(
    folded.entries.map(({ path }) => path),
    ['a.txt', 'plots', 'z.csv'],
  );
  t.same(press(folded, 'open-artifact').entries, TREE.entries);
  t.same(press(folder, 'left').entries, folded.entries);
  t.same(press(folded, 'right').entries, TREE.entries);
  t.equal(at(press(folder, 'right')), 'plots/one.png', 'l goes into what is unfolded');
  t.equal(at(press(folder, 'right', 'down', 'left')), 'plots', 'h goes out of it');
  t.equal(press(TREE, 'left'), TREE, 'there is nothing further out');
});

t.test('Enter on a file gives it the pane, and the keys; leaving it brings the tree back', async t => {
  const lines = Array.from({ length: 50 }, (_, n) => `${n}`);
  const ready: ArtifactsEvent = {
    kind: 'preview',
    event: {
      kind: 'ready',
      of: previewOf(RUN, 'a.txt'),
      preview: { kind: 'text', cut: '', head: [], lines, isNumbered: true },
    },
  };
  const open = reduceArtifacts(press(TREE, 'open-artifact'), ready);
  t.equal(open.isOpen, true);
  const scrolled = press(open, 'down', 'down');
  t.equal(scrolled.preview.doc.top, 2);
  t.equal(at(scrolled), 'a.txt');
  const closed = reduceArtifacts(scrolled, { kind: 'close' });
  t.equal(at(press(closed, 'down')), 'plots');
  t.equal(press(closed, 'preview-down').preview.doc.top, 5, 'J scrolls it from the tree');
  t.equal(press(closed, 'preview-down', 'preview-up').preview.doc.top, 2);
});

t.test(
  'a search goes to the next path that holds the text, round the end, and unfolds what hides it',
  async t => {
    const folded = press(TREE, 'down', 'left');
    const found = reduceArtifacts(folded, { kind: 'search', text: 'TWO' });
    t.equal(at(found), 'plots/two.png');
    t.equal(found.folded.size, 0);
    const ends = reduceArtifacts(TREE, { kind: 'search', text: '.p' });
    t.equal(at(ends), 'plots/one.png');
    t.equal(at(press(ends, 'next-match')), 'plots/two.png');
    t.equal(at(press(ends, 'next-match', 'next-match')), 'plots/one.png');
    t.equal(at(press(ends, 'previous-match')), 'plots/two.png');
    t.equal(at(reduceArtifacts(ends, { kind: 'search', text: 'nowhere' })), 'plots/one.png');
    t.equal(at(after({ kind: 'search', text: 'x' })), undefined);
  },
);

t.test('in an open file its lines are searched', async t => {
  const event = {
    kind: 'ready',
    of: previewOf(RUN, 'a.txt'),
    preview: { kind: 'text', cut: '', head: [], lines: ['one', 'two', 'three'], isNumbered: true },
  } as const;
  const open = reduceArtifacts(press(TREE, 'open-artifact'), { kind: 'preview', event });
  const found = reduceArtifacts(open, { kind: 'search', text: 'thr' });
  t.equal(found.preview.doc.hit, 2);
  t.equal(at(found), 'a.txt');
});

t.test('files of a run in progress come and go around the cursor', async t => {
  const cursor = press(TREE, 'down', 'down');
  const more = reduceArtifacts(cursor, listing(RUN, '0.txt', 'a.txt', 'plots/one.png', 'z.csv'));
  t.equal(at(more), 'plots/one.png');
  const folded = reduceArtifacts(press(TREE, 'down', 'left'), listing(RUN, 'plots/one.png', 'plots/x.png'));
  t.equal(folded.entries.length, 1, 'and folders stay folded');
  t.equal(at(reduceArtifacts(press(TREE, 'last'), listing(RUN, 'a.txt'))), 'a.txt');
});

t.test('another run has its own tree, with the same search', async t => {
  const searched = reduceArtifacts(press(TREE, 'last'), { kind: 'search', text: 'csv' });
  const other = reduceArtifacts(searched, listing(OTHER, 'x.csv', 'y.csv'));
  t.equal(other.run, OTHER);
  t.equal(at(other), 'x.csv');
  t.equal(at(press(other, 'next-match')), 'y.csv');
  const late = reduceArtifacts(searched, { kind: 'loading', run: OTHER });
  t.same(late.entries, []);
  t.equal(late.isLoading, true);
});

t.test('where there are very many files one begins with the folders', async t => {
  const paths = Array.from({ length: 200 }, (_, n) => `folder-${n % 3}/${n}.bin`);
  t.equal(after(listing(RUN, ...paths)).entries.length, 3);
});

t.test('what cannot be listed says why, and no file of before is shown', async t => {
  const failed = reduceArtifacts(TREE, { kind: 'failed', run: RUN, trouble: 'damaged' });
  t.equal(failed.trouble, 'damaged');
  t.same(failed.entries, []);
  t.equal(reduceArtifacts(failed, listing(RUN, 'a')).trouble, undefined);
});
