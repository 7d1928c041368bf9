/** Tables of Markdown as GitHub and GitLab have them: https://github.github.com/gfm/#tables-extension- */
import { sanitise } from './sanitise.ts';
import { pad, widthOf } from './width.ts';

export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A cell: text of any origin, which may be the one to look at, or lead to an address of ours. */
export type MarkdownCell =
  | string
  | { readonly text: string; readonly strong: boolean; readonly href?: string | undefined };

/** Prints a table whose source is aligned, too; no cell can end its row, begin markup or draw an image. */
export function markdownTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly MarkdownCell[])[],
): string {
  const titles = columns.map(({ title }) => escapeMarkdown(title));
  const body = rows.map(row => columns.map((_, index) => printed(row[index] ?? '')));
  const widths = columns.map((_, index) =>
    Math.max(3, ...[titles, ...body].map(cells => widthOf(cells[index] ?? ''))),
  );
  const rule = columns.map(({ align }, index) => {
    const width = widths[index] as number;
    return align === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
  });
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const padded = (cells: readonly string[]) =>
    line(cells.map((cell, index) => pad(cell, widths[index] as number, columns[index]?.align)));
  return padded(titles) + line(rule) + body.map(padded).join('');
}

function printed(cell: MarkdownCell): string {
  if (typeof cell === 'string') return escapeMarkdown(cell);
  const text = escapeMarkdown(cell.text);
  if (text === '') return text;
  const linked = cell.href === undefined ? text : `[${text}](${cell.href})`;
  return cell.strong ? `**${linked}**` : linked;
}

/** Makes a text of one line plain. Behind other text there are no lists and headings. https://spec.commonmark.org/0.31.2/#backslash-escapes */
export function escapeMarkdown(text: string): string {
  return (
    sanitise(text)
      .trim()
      // Within a word an underscore is one: https://github.github.com/gfm/#emphasis-and-strong-emphasis
      .replace(/[\\`*[\]<>|~#!&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
      // GitLab's names may begin with what was just escaped.
      .replace(/@(?=\\?[\w.])/g, '@&#8203;')
  );
}
