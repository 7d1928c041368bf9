/** The files of a run as lines of a tree: names, sizes, the beginnings of their digests. */
import { formatBytes, formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { unstyled } from '../../view/style.ts';
import { cut, pad, widthOf } from '../../view/width.ts';
import type { TreeEntry } from '../state/artifact-tree.ts';
import type { ArtifactsState } from '../state/artifacts.ts';
import { follow } from '../state/move.ts';
import type { Theme } from '../theme.ts';

export interface TreeSize {
  readonly width: number;
  readonly height: number;
  readonly hasFocus: boolean;
}

/** Prints the tree; what is missing yet, or went wrong, in its place. */
export function artifactsView(state: ArtifactsState, size: TreeSize, theme: Theme): string[] {
  const { width, height, hasFocus } = size;
  const { entries, cursor, trouble, isLoading, run } = state;
  if (trouble !== undefined)
    return ['', ...trouble.split('\n').map(line => theme.error(cut(`  ${line}`, width)))];
  if (entries.length === 0)
    return isLoading || run === undefined
      ? ['', theme.style.dim('  reading …')]
      : noneLines(state, width, theme);
  const top = follow(cursor, state.top, { length: entries.length, height });
  return entries.slice(top, top + height).map((entry, at) => {
    const line = entryLine(entry, width, theme);
    if (top + at !== cursor) return line;
    return hasFocus ? theme.cursor(line) : theme.faint(line);
  });
}

/** Cells of the columns behind the name. */
const SIZE = 8;
const DIGEST = 8;
/** Cells between columns. */
const GAP = 2;
/** Cells below which the digests are not shown. */
const WIDE = 44;

function entryLine(entry: TreeEntry, width: number, theme: Theme): string {
  const { dim, bold } = theme.style;
  const hasDigest = width >= WIDE;
  const room = Math.max(1, width - SIZE - (hasDigest ? GAP + DIGEST : 0) - 2);
  const isFolder = entry.kind === 'folder';
  const indent = ' '.repeat(Math.min(entry.depth * 2, room >> 1));
  const sign = isFolder ? (entry.isFolded ? '▸ ' : '▾ ') : '  ';
  const name = cut(sanitise(entry.name) + (isFolder ? '/' : ''), Math.max(1, room - indent.length - 2));
  const fill = ' '.repeat(Math.max(0, room - indent.length - 2 - widthOf(name)));
  const size = pad(formatBytes(isFolder ? entry.size : entry.file.size), SIZE, 'right');
  const about = isFolder ? formatCount(entry.count, 'file') : entry.file.sha256.slice(0, DIGEST);
  const digest = hasDigest ? ' '.repeat(GAP) + dim(pad(cut(about, DIGEST), DIGEST)) : '';
  return `${indent}${sign}${isFolder ? bold(name) : name}${fill} ${isFolder ? dim(size) : size}${digest} `;
}

function noneLines({ isLive }: ArtifactsState, width: number, theme: Theme): string[] {
  const { bold, dim } = theme.style;
  const lines = [
    isLive ? 'No artifacts yet.' : 'The run has no artifacts.',
    '',
    `What a job writes below ${bold('$GIT_RUN_ARTIFACTS')} is kept,`,
    `and what ${bold('outputs')} in git-run.yaml names.`,
  ];
  const isWide = width > 48;
  return ['', ...lines.map(line => (isWide ? `  ${line}` : dim(cut(sanitise(unstyled(line)), width))))];
}
