/** A sheet as HTML: the body of a page. */
import { escapeHtml } from '../html/escape.ts';
import { htmlTable } from '../html/table.ts';
import { type Block, type SheetCell, textOf, toneOf } from './sheet.ts';

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
      return block.lines.map(line => `<p${classOf(line)}>${escapeHtml(textOf(line))}</p>\n`).join('');
    case 'swap':
      return patch(`- ${block.a}\n+ ${block.b}`);
    case 'patch':
      return patch(block.text);
    case 'table':
      return htmlTable(
        block.columns,
        block.rows.map(row => row.map(cell)),
      );
  }
}

function cell(cell: SheetCell) {
  const tone = toneOf(cell);
  return { text: textOf(cell), ...(tone === undefined ? {} : { classes: tone }) };
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
