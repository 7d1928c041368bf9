/** Markdown as text, broken to the width of the screen: what its signs say is also seen. */
import type { Style } from '../../../view/style.ts';
import { widthOf } from '../../../view/width.ts';
import type { Preview } from '../../state/preview.ts';
import { cutOf, type PreviewedFile } from './previewed-file.ts';
import { textLines } from './text.ts';

export interface MarkdownWish {
  /** Cells. */
  readonly width: number;
  readonly style: Style;
}

/** Shows Markdown; undefined where the file is not called so. */
export function markdownPreview(file: PreviewedFile, wish: MarkdownWish): Preview | undefined {
  if (file.text === undefined || !/\.(?:md|markdown|mdx|qmd|rmd)$/i.test(file.path)) return undefined;
  return {
    kind: 'Markdown',
    cut: cutOf(file),
    head: [],
    lines: markdownLines(textLines(file.text), wish),
    isNumbered: false,
  };
}

/** Paints lines, and breaks those of running text; code and tables stay as they are. */
export function markdownLines(lines: readonly string[], { width, style }: MarkdownWish): string[] {
  let fence = '';
  return lines.flatMap(line => {
    const mark = /^\s*(```|~~~)/.exec(line)?.[1] ?? '';
    if (mark !== '' && (fence === '' || mark === fence)) {
      fence = fence === '' ? mark : '';
      return [style.dim(line)];
    }
    if (fence !== '') return [style.cyan(line)];
    if (/^\s*\|/.test(line)) return [line];
    const paint = /^#{1,6}\s/.test(line) ? style.bold : /^\s*>/.test(line) ? style.dim : undefined;
    const broken = wrapped(line, width);
    return paint === undefined ? broken : broken.map(paint);
  });
}

/** Breaks a line between words; what goes on stands below the text of its list or quotation. */
function wrapped(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const start = /^\s*(?:[-*+]\s+|\d+[.)]\s+|>\s*)?/.exec(line)?.[0] ?? '';
  const indent = ' '.repeat(Math.min(start.length, width >> 1));
  const lines: string[] = [];
  let current = start;
  let used = widthOf(start);
  let isEmpty = true;
  for (const word of line.slice(start.length).split(' ')) {
    const cells = widthOf(word);
    if (!isEmpty && used + 1 + cells > width) {
      lines.push(current);
      [current, used, isEmpty] = [indent, indent.length, true];
    }
    current += isEmpty ? word : ` ${word}`;
    used += cells + (isEmpty ? 0 : 1);
    isEmpty = false;
  }
  return [...lines, current];
}
