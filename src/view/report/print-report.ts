/** A report as Markdown for a comment, as a page, or for a program. */
import { htmlPage } from '../html/page.ts';
import { escapeMarkdown } from '../markdown.ts';
import { JSON_VERSION, printJson, runJson } from '../run-json.ts';
import type { Block } from '../sheet/sheet.ts';
import { sheetHtml } from '../sheet/sheet-html.ts';
import { sheetMarkdown } from '../sheet/sheet-markdown.ts';
import { type Report, reportBlocks } from './report.ts';

/** The first line of the Markdown, by which whoever posts reports finds the last one again. */
export const REPORT_MARK = '<!-- git-run report -->';

/** Characters that a comment may have on GitHub. https://docs.github.com/rest/issues/comments */
const MOST = 65_536;

/** Prints Markdown; it fits into a comment, and says what it left out for that. */
export function printReportMarkdown(report: Report, title: string): string {
  const head = `${REPORT_MARK}\n## ${escapeMarkdown(title)}\n\n`;
  const blocks = reportBlocks(report).map(withText);
  const left: string[] = [];
  for (;;) {
    const remark: Block = { kind: 'lines', lines: left.map(what => `left out for its length: ${what}`) };
    const text = head + sheetMarkdown(left.length === 0 ? blocks : [...blocks, remark]);
    const longest = text.length > MOST ? longestDetails(blocks) : undefined;
    if (longest === undefined) return text;
    left.push(longest.summary);
    blocks.splice(blocks.indexOf(longest), 1);
  }
}

type Details = Extract<Block, { kind: 'details' }>;

function longestDetails(blocks: readonly Block[]): Details | undefined {
  const all = blocks.filter((block): block is Details => block.kind === 'details');
  const sizes = new Map(all.map(one => [one, sheetMarkdown(one.blocks).length]));
  return all.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))[0];
}

/** What can only be drawn is no part of a text. */
function withText(block: Block): Block {
  if (block.kind !== 'details') return block;
  return { ...block, blocks: block.blocks.filter(one => one.kind !== 'figure' || one.text !== '') };
}

/** Prints a page that is one file. */
export function printReportHtml(report: Report, title: string): string {
  return htmlPage({ title, body: sheetHtml(reportBlocks(report).map(opened)) });
}

/** A page has room: what a comment folds away is there to be seen. */
function opened(block: Block): Block {
  return block.kind === 'details' ? { ...block, open: true } : block;
}

/** Prints which runs it is of: `{"version":1,"runs":[…]}`. */
export function printReportJson({ rows, range, baseline, subject }: Report): string {
  return printJson({
    version: JSON_VERSION,
    ...(range !== undefined && { range: range.text, commits: range.commits }),
    ...(baseline !== undefined && { baseline: runJson(baseline) }),
    ...(subject !== undefined && { subject: subject.id }),
    runs: rows.map(runJson),
  });
}
