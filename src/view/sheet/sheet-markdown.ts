/** A sheet as Markdown, to be pasted into a pull request. */
import { escapeHtml } from '../html/escape.ts';
import { escapeMarkdown, type MarkdownCell, markdownTable } from '../markdown.ts';
import { sanitise } from '../sanitise.ts';
import { type Block, hrefOf, type SheetCell, textOf, toneOf } from './sheet.ts';

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
      return block.lines.map(line => `- ${linked(line)}\n`).join('');
    case 'swap':
      return fenced(`- ${block.a}\n+ ${block.b}\n`, 'diff');
    case 'patch':
      return fenced(block.text, 'diff');
    case 'commands':
      return fenced(block.lines.map(line => `${line}\n`).join(''), 'sh');
    case 'figure':
      return fenced(block.text, 'text');
    case 'details':
      return `<details>\n<summary>${unmentioned(escapeHtml(block.summary))}</summary>\n\n${sheetMarkdown(block.blocks)}\n</details>\n`;
    case 'table':
      return markdownTable(
        block.columns,
        block.rows.map(row => row.map(cell)),
      );
  }
}

function cell(cell: SheetCell): MarkdownCell {
  return {
    text: textOf(cell),
    strong: ['best', 'strong'].includes(toneOf(cell) ?? ''),
    href: hrefOf(cell),
  };
}

/** Hosts link who is mentioned in HTML, too. */
function unmentioned(html: string): string {
  return html.replace(/@(?=[\w.])/g, '@&#8203;');
}

function linked(line: SheetCell): string {
  const [text, href] = [escapeMarkdown(textOf(line)), hrefOf(line)];
  return href === undefined ? text : `[${text}](${href})`;
}

/** A fence longer than any within: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const body = sanitise(text, { newlines: true });
  return `${fence}${language}\n${body}${body.endsWith('\n') ? '' : '\n'}${fence}\n`;
}
