import { htmlPage } from '../html/page.ts';
import type { Style } from '../style.ts';
import type { Block } from './sheet.ts';
import { sheetHtml } from './sheet-html.ts';
import { sheetMarkdown } from './sheet-markdown.ts';
import { sheetText } from './sheet-text.ts';

export interface SheetOptions {
  readonly format: 'table' | 'md' | 'html';
  /** Of the page, where it is one. */
  readonly title: string;
  /** Terminal cells; undefined in a pipe. */
  readonly width?: number | undefined;
  readonly style: Style;
}

/** Prints a sheet in a format for people. */
export function printSheet(blocks: readonly Block[], { format, title, ...options }: SheetOptions): string {
  switch (format) {
    case 'table':
      return sheetText(blocks, options);
    case 'md':
      return sheetMarkdown(blocks);
    case 'html':
      return htmlPage({ title, body: sheetHtml(blocks) });
  }
}
