/** What is to be seen of a file, as lines; what it is stands above them. */
import sliceAnsi from 'slice-ansi';
import { formatBytes, formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { cut, pad, styledWidth, widthOf } from '../../view/width.ts';
import type { TreeEntry } from '../state/artifact-tree.ts';
import type { PreviewState } from '../state/preview.ts';
import type { Theme } from '../theme.ts';
import { type DocSize, docView } from './doc-view.ts';

/** Prints the lines of it, in the room below its title. */
export function previewView({ preview, doc }: PreviewState, size: DocSize, theme: Theme): string[] {
  const { width } = size;
  const head = (preview?.head ?? []).map(line =>
    doc.left > 0 || styledWidth(line) > width ? sliceAnsi(line, doc.left, doc.left + width) : line,
  );
  const height = Math.max(0, size.height - head.length);
  if (!preview?.isNumbered) return [...head, ...docView(doc, { width, height }, theme)];
  const digits = String(doc.lines.length).length;
  const lines = docView(doc, { width: width - digits - 2, height }, theme);
  return lines.map(
    (line, at) => `${theme.style.dim(pad(String(doc.top + at + 1), digits, 'right'))}  ${line}`,
  );
}

/** Prints the line above it: the path, what it is, how large it is and what of it is shown. */
export function previewTitle(
  entry: TreeEntry,
  preview: PreviewState['preview'],
  width: number,
  theme: Theme,
): string {
  const about =
    entry.kind === 'folder'
      ? [formatCount(entry.count, 'file'), formatBytes(entry.size)]
      : [preview?.kind ?? '', preview?.cut || formatBytes(entry.file.size)];
  const said = about.filter(part => part !== '').join(', ');
  const slash = entry.kind === 'folder' ? '/' : '';
  const room = Math.max(width >> 1, width - widthOf(said) - 2);
  const path = sanitise(entry.path) + slash;
  const name = widthOf(path) <= room ? path : cut(sanitise(entry.name) + slash, room);
  const rest = cut(`  ${said}`, Math.max(0, width - widthOf(name)));
  return theme.style.bold(name) + theme.style.dim(rest);
}
