/** Tables of HTML: text of any origin in cells, the first of a row its heading. */
import type { TextColumn } from '../markdown.ts';
import { escapeHtml } from './escape.ts';

/** A cell: text, which the table makes safe, or HTML that is safe already; with classes of the shared style. */
export type HtmlCell =
  | string
  | { readonly text: string; readonly classes?: string }
  | { readonly html: string; readonly classes?: string };

export interface HtmlTableOptions {
  /** Text above the table. */
  readonly caption?: string;
}

/** Prints a table that scrolls sideways by itself where the screen is narrower; without a head where no column has a title. */
export function htmlTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly HtmlCell[])[],
  { caption }: HtmlTableOptions = {},
): string {
  const titles = columns.map(({ title, align }) => element('th scope="col"', title, align)).join('');
  const lines = rows.map(cells => {
    const line = columns.map(({ align }, index) =>
      element(index === 0 ? 'th scope="row"' : 'td', cells[index] ?? '', align),
    );
    return `<tr>${line.join('')}</tr>\n`;
  });
  const above = caption === undefined ? '' : `<caption>${escapeHtml(caption)}</caption>\n`;
  const isNamed = columns.some(({ title }) => title !== '');
  const head = isNamed ? `<thead><tr>${titles}</tr></thead>\n` : '';
  return `<div class="wide"><table>\n${above}${head}<tbody>\n${lines.join('')}</tbody>\n</table></div>\n`;
}

function element(tag: string, cell: HtmlCell, align: TextColumn['align']): string {
  const { classes = '', ...content } = typeof cell === 'string' ? { text: cell } : cell;
  const all = [...(align === 'right' ? ['right'] : []), ...(classes === '' ? [] : [classes])].join(' ');
  const attribute = all === '' ? '' : ` class="${escapeHtml(all)}"`;
  const inner = 'html' in content ? content.html : escapeHtml(content.text);
  return `<${tag}${attribute}>${inner}</${tag.split(' ', 1)[0]}>`;
}
