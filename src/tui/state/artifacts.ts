/** The files of a run: a tree with a cursor, and what is to be seen of the file under it. */
import type { Artifact } from '../../run/manifest.ts';
import type { RunId } from '../../run/run-id.ts';
import { foldersOf, type TreeEntry, treeEntries } from './artifact-tree.ts';
import { reduceDoc } from './doc.ts';
import { distanceOf, moved } from './move.ts';
import { movePreview, NO_PREVIEW, type PreviewEvent, type PreviewState, reducePreview } from './preview.ts';

export interface ArtifactsState {
  /** Which run they are of; undefined as long as none has been asked for. */
  readonly run: RunId | undefined;
  /** Whether it is in progress. */
  readonly isLive: boolean;
  readonly files: readonly Artifact[];
  readonly isLoading: boolean;
  readonly trouble: string | undefined;
  /** Paths of folders. */
  readonly folded: ReadonlySet<string>;
  /** The lines of the tree. */
  readonly entries: readonly TreeEntry[];
  readonly cursor: number;
  readonly top: number;
  readonly search: string;
  /** Whether the preview has the whole pane, and the keys. */
  readonly isOpen: boolean;
  readonly preview: PreviewState;
}

export const NO_ARTIFACTS: ArtifactsState = {
  run: undefined,
  isLive: false,
  files: [],
  isLoading: false,
  trouble: undefined,
  folded: new Set(),
  entries: [],
  cursor: 0,
  top: 0,
  search: '',
  isOpen: false,
  preview: NO_PREVIEW,
};

export type ArtifactsEvent =
  | { readonly kind: 'loading'; readonly run: RunId }
  | {
      readonly kind: 'files';
      readonly run: RunId;
      readonly isLive: boolean;
      readonly files: readonly Artifact[];
    }
  | { readonly kind: 'failed'; readonly run: RunId; readonly trouble: string }
  | { readonly kind: 'search'; readonly text: string }
  /** To a line of the tree. */
  | { readonly kind: 'cursor'; readonly at: number }
  /** From the preview back to the tree. */
  | { readonly kind: 'close' }
  | { readonly kind: 'preview'; readonly event: PreviewEvent };

/** What becomes of them. */
export function reduceArtifacts(state: ArtifactsState, event: ArtifactsEvent): ArtifactsState {
  switch (event.kind) {
    case 'loading':
      return { ...ofRun(state, event.run), isLoading: true };
    case 'files':
      return withFiles({ ...ofRun(state, event.run), isLive: event.isLive }, event.files);
    case 'failed':
      return { ...NO_ARTIFACTS, run: event.run, search: state.search, trouble: event.trouble };
    case 'search':
      return searched(state, event.text);
    case 'cursor':
      return { ...state, cursor: Math.max(0, Math.min(event.at, state.entries.length - 1)) };
    case 'close':
      return { ...state, isOpen: false };
    case 'preview':
      return { ...state, preview: reducePreview(state.preview, event.event) };
  }
}

/** Another run has nothing of the one before but what was searched. */
function ofRun(state: ArtifactsState, run: RunId): ArtifactsState {
  return run === state.run ? state : { ...NO_ARTIFACTS, run, search: state.search };
}

/** The line under the cursor; undefined where there is none. */
export function currentEntry({ entries, cursor }: ArtifactsState): TreeEntry | undefined {
  return entries[cursor];
}

/** Does what a key does in the pane; the same state where it does nothing there. */
export function moveArtifacts(state: ArtifactsState, action: string, height: number): ArtifactsState {
  const scroll = SCROLLS[action];
  if (scroll !== undefined) return scrolledPreview(state, scroll, height);
  if (state.isOpen) return { ...state, preview: movePreview(state.preview, action, height) };
  const by = distanceOf(action, height);
  if (by !== undefined) return { ...state, ...moved(state, by, { length: state.entries.length, height }) };
  switch (action) {
    case 'open-artifact':
      return opened(state);
    case 'left':
      return outwards(state);
    case 'right':
      return inwards(state, height);
    case 'next-match':
      return toMatch(state, 1);
    case 'previous-match':
      return toMatch(state, -1);
    default:
      return state;
  }
}

/** Keys of the preview while the tree has the others: what they do there, and how often. */
const SCROLLS: Readonly<Record<string, readonly [action: string, times: number]>> = {
  'preview-down': ['down', 3],
  'preview-up': ['up', 3],
  'preview-left': ['left', 1],
  'preview-right': ['right', 1],
};

function scrolledPreview(
  state: ArtifactsState,
  [action, times]: readonly [string, number],
  height: number,
): ArtifactsState {
  let { preview } = state;
  for (let left = times; left > 0; left--) preview = movePreview(preview, action, height);
  return { ...state, preview };
}

/** More files than that are looked through folder by folder. */
const MANY = 100;

/** The folds and the cursor stay with their paths: files of a run in progress are read again and again. */
function withFiles(state: ArtifactsState, files: readonly Artifact[]): ArtifactsState {
  const isFirst = state.files.length === 0;
  const folders = isFirst && files.length > MANY ? files.flatMap(({ path }) => foldersOf(path)) : [];
  const folded = isFirst ? new Set(folders) : state.folded;
  const path = currentEntry(state)?.path;
  const entries = treeEntries(files, folded);
  const at = path === undefined ? -1 : entries.findIndex(entry => entry.path === path);
  const cursor = at < 0 ? Math.max(0, Math.min(state.cursor, entries.length - 1)) : at;
  const isOpen = state.isOpen && at >= 0;
  return { ...state, files, folded, entries, cursor, isOpen, isLoading: false, trouble: undefined };
}

function opened(state: ArtifactsState): ArtifactsState {
  const entry = currentEntry(state);
  if (entry === undefined) return state;
  return entry.kind === 'file' ? { ...state, isOpen: true } : foldedAt(state, entry.path, !entry.isFolded);
}

/** Folds a folder, or lets its files be seen. */
function foldedAt(state: ArtifactsState, path: string, isFolded: boolean): ArtifactsState {
  const folded = new Set(state.folded);
  if (isFolded) folded.add(path);
  else folded.delete(path);
  return { ...state, folded, entries: treeEntries(state.files, folded) };
}

/** Folds what is unfolded, or goes to the folder that one is in. */
function outwards(state: ArtifactsState): ArtifactsState {
  const entry = currentEntry(state);
  if (entry === undefined) return state;
  if (entry.kind === 'folder' && !entry.isFolded) return foldedAt(state, entry.path, true);
  const parent = foldersOf(entry.path).at(-1);
  const at = state.entries.findIndex(({ kind, path }) => kind === 'folder' && path === parent);
  return at < 0 ? state : { ...state, cursor: at };
}

function inwards(state: ArtifactsState, height: number): ArtifactsState {
  const entry = currentEntry(state);
  if (entry?.kind !== 'folder') return state;
  if (entry.isFolded) return foldedAt(state, entry.path, false);
  return { ...state, ...moved(state, 1, { length: state.entries.length, height }) };
}

/** In an open preview its lines are searched, else the paths of all files. */
function searched(state: ArtifactsState, text: string): ArtifactsState {
  if (!state.isOpen) return toMatch({ ...state, search: text }, 1, 0);
  const doc = reduceDoc(state.preview.doc, { kind: 'search', text });
  return { ...state, preview: { ...state.preview, doc } };
}

/** To the next path that holds the text, `from` the cursor on; behind the end it begins anew. Folders that hide it unfold. */
function toMatch(state: ArtifactsState, step: 1 | -1, from: 0 | 1 = 1): ArtifactsState {
  const wanted = state.search.toLowerCase();
  if (wanted === '') return state;
  const all = treeEntries(state.files, new Set());
  const at = all.findIndex(({ path }) => path === currentEntry(state)?.path);
  for (let tried = from; tried < all.length + from; tried++) {
    const index = (((at + tried * step) % all.length) + all.length) % all.length;
    const { path } = all[index] as TreeEntry;
    if (path.toLowerCase().includes(wanted)) return atPath(state, path);
  }
  return state;
}

function atPath(state: ArtifactsState, path: string): ArtifactsState {
  const folded = new Set(state.folded);
  for (const folder of foldersOf(path)) folded.delete(folder);
  const entries = treeEntries(state.files, folded);
  return { ...state, folded, entries, cursor: entries.findIndex(entry => entry.path === path) };
}
