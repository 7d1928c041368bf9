/** A document of headings, tables and remarks, before anybody has said whether it is for a terminal, Markdown or HTML. */
import type { TableColumn } from '../table.ts';

/** What a text is to the reader: colours and weights are each printer's own. */
export type Tone = 'good' | 'bad' | 'warn' | 'best' | 'strong' | 'dim' | 'added' | 'removed';

/** Text of any origin: the printers make it safe. */
export type SheetCell =
  | string
  | {
      readonly text: string;
      readonly tone?: Tone;
      /** An address of ours, and never a run's, that a document leads to. */
      readonly href?: string | undefined;
    };

export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly remark?: string }
  /** The first column is what the row is about. `bare`: where columns speak for themselves, as on a terminal, no titles. */
  | {
      readonly kind: 'table';
      readonly columns: readonly TableColumn[];
      readonly rows: readonly (readonly SheetCell[])[];
      readonly bare?: boolean;
      /** Rows are read against each other: a text that has no room is cut. */
      readonly isGrid?: boolean;
    }
  /** What stood there, and what stands there now. */
  | { readonly kind: 'swap'; readonly a: string; readonly b: string }
  | { readonly kind: 'lines'; readonly lines: readonly SheetCell[] }
  /** What Git printed; for a terminal with its colours. */
  | { readonly kind: 'patch'; readonly text: string }
  /** What is to be typed. */
  | { readonly kind: 'commands'; readonly lines: readonly string[] }
  /** A chart: a picture where there are any, for light and for dark, else in text. */
  | {
      readonly kind: 'figure';
      readonly title: string;
      readonly svg: { readonly light: string; readonly dark: string };
      readonly text: string;
    }
  /** What a reader opens who wants to know more. */
  | {
      readonly kind: 'details';
      readonly summary: string;
      readonly blocks: readonly Block[];
      /** Whether it is open to begin with. */
      readonly open?: boolean;
    };

/** The text of a cell. */
export function textOf(cell: SheetCell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** Where a cell leads. */
export function hrefOf(cell: SheetCell): string | undefined {
  return typeof cell === 'string' ? undefined : cell.href;
}

/** The tone of a cell. */
export function toneOf(cell: SheetCell): Tone | undefined {
  return typeof cell === 'string' ? undefined : cell.tone;
}
