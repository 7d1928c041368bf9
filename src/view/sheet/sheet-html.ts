/** A sheet as HTML: the body of a page. */
import { escapeHtml } from '../html/escape.ts';
import { type HtmlCell, htmlTable } from '../html/table.ts';
import { type Block, hrefOf, type SheetCell, textOf, toneOf } from './sheet.ts';

/** Prints a sheet. */
export function sheetHtml(blocks: readonly Block[]): string {
  return blocks.map(printBlock).join('');
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const remark =
        block.remark === undefined ? '' : ` <small class="dim">${escapeHtml(block.remark)}</small>`;
      return `<h2>${escapeHtml(block.text)}${remark}</h2>\n`;
    }
    case 'lines':
      return block.lines.map(line => `<p${classOf(line)}>${linked(line)}</p>\n`).join('');
    case 'swap':
      return patch(`- ${block.a}\n+ ${block.b}`);
    case 'patch':
      return patch(block.text);
    case 'commands':
      return `<pre>${escapeHtml(block.lines.join('\n'), { newlines: true })}</pre>\n`;
    case 'figure':
      return picture(block);
    case 'details':
      return `<details${block.open ? ' open' : ''}>\n<summary>${escapeHtml(block.summary)}</summary>\n${sheetHtml(block.blocks)}</details>\n`;
    case 'table':
      return htmlTable(
        block.columns,
        block.rows.map(row => row.map(cell)),
      );
  }
}

function cell(cell: SheetCell): HtmlCell {
  const tone = toneOf(cell);
  return { html: linked(cell), ...(tone === undefined ? {} : { classes: tone }) };
}

function linked(cell: SheetCell): string {
  const [text, href] = [escapeHtml(textOf(cell)), hrefOf(cell)];
  return href === undefined ? text : `<a href="${escapeHtml(href)}" rel="noreferrer">${text}</a>`;
}

/** As an image a picture runs nothing, whatever it is made of. */
function picture({ title, svg }: Extract<Block, { kind: 'figure' }>): string {
  const data = (text: string) => `data:image/svg+xml,${encodeURIComponent(text).replaceAll("'", '%27')}`;
  const dark = `<source media="(prefers-color-scheme: dark)" srcset="${data(svg.dark)}">`;
  return `<picture>${dark}<img src="${data(svg.light)}" alt="${escapeHtml(title)}"></picture>\n`;
}

function classOf(cell: SheetCell): string {
  const tone = toneOf(cell);
  return tone === undefined ? '' : ` class="${tone}"`;
}

function patch(text: string): string {
  return `<pre>${text.replace(/\n$/, '').split('\n').map(patchLine).join('\n')}</pre>\n`;
}

function patchLine(line: string): string {
  const text = escapeHtml(line, { newlines: true });
  if (/^\+(?!\+\+ )/.test(line)) return `<span class="added">${text}</span>`;
  return /^-(?!-- )/.test(line) ? `<span class="removed">${text}</span>` : text;
}
