/** A sheet as Markdown, to be pasted into a pull request. */
import { escapeMarkdown, markdownTable } from '../markdown.ts';
import { sanitise } from '../sanitise.ts';
import { type Block, type SheetCell, textOf, toneOf } from './sheet.ts';

/** Prints a sheet. No text of a run can end its cell, begin markup, mention anybody or close the block of a patch. */
export function sheetMarkdown(blocks: readonly Block[]): string {
  return blocks.map(printBlock).join('\n');
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const remark = block.remark === undefined ? '' : ` (${escapeMarkdown(block.remark)})`;
      return `### ${escapeMarkdown(block.text)}${remark}\n`;
    }
    case 'lines':
      return block.lines.map(line => `- ${escapeMarkdown(textOf(line))}\n`).join('');
    case 'swap':
      return fenced(`- ${block.a}\n+ ${block.b}\n`);
    case 'patch':
      return fenced(block.text);
    case 'table':
      return markdownTable(
        block.columns,
        block.rows.map(row => row.map(cell)),
      );
  }
}

function cell(cell: SheetCell): string | { text: string; strong: boolean } {
  return { text: textOf(cell), strong: ['best', 'strong'].includes(toneOf(cell) ?? '') };
}

/** A fence longer than any within: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const body = sanitise(text, { newlines: true });
  return `${fence}diff\n${body}${body.endsWith('\n') ? '' : '\n'}${fence}\n`;
}
