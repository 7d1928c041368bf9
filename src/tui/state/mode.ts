/** What is open above the panes: a line that is typed, a question, a list, a page. At most one at a time. */
import type { RunId } from '../../run/run-id.ts';
import type { Offers } from '../desk.ts';
import type { DocState } from './doc.ts';
import type { Field } from './field.ts';
import type { Plan } from './plan.ts';
import type { Search } from './runs.ts';

/** What a line is typed for. */
export type Purpose = 'filter' | 'search' | 'command' | 'tag' | 'note' | 'checkout' | 'save' | 'view';

export type Mode =
  | { readonly kind: 'panes' }
  | LineMode
  | { readonly kind: 'confirm'; readonly plan: Plan; readonly typed: Field }
  | ListMode
  | ColumnsMode
  | PageMode;

/** What a command said. */
export interface PageMode {
  readonly kind: 'page';
  readonly title: string;
  readonly doc: DocState;
}

export interface LineMode {
  readonly kind: 'line';
  readonly purpose: Purpose;
  readonly label: string;
  /** What the line shows: what was typed, or an offer, or a line of before in its place. */
  readonly field: Field;
  /** What was typed last, by hand. */
  readonly stem: Field;
  /** What the field held when it was opened: comes back where it is left. */
  readonly before: string;
  readonly origin: Origin;
  /** The page that it is typed above; undefined where that is the panes. */
  readonly below: PageMode | undefined;
  readonly offers: Offers;
  /** The offer that Tab has put in; undefined as long as it was not pressed. */
  readonly chosen: number | undefined;
  /** What is wrong with it, and where. */
  readonly error: { readonly message: string; readonly at: number } | undefined;
  /** Lines of before, newest first, and which of them is shown; none is -1. */
  readonly history: readonly string[];
  readonly back: number;
}

/** Where one was when a line was opened: where one is again, if it is left. */
export interface Origin {
  readonly run: RunId | undefined;
  readonly search: Search | undefined;
  /** The first line of a page, and what was searched there before. */
  readonly top: number;
  readonly searched: string;
}

/** Entries to choose of: keys and what they do, saved views, what was done. */
export interface ListMode {
  readonly kind: 'list';
  readonly of: 'help' | 'views' | 'history';
  readonly title: string;
  readonly entries: readonly ListEntry[];
  /** What is typed to find one. */
  readonly field: Field;
  readonly cursor: number;
  readonly top: number;
}

export interface ListEntry {
  /** What is chosen by it: an action, a view, the place of what was done. */
  readonly id: string;
  /** The heading it stands below. */
  readonly group: string;
  /** Before it, in a column of its own: a key. */
  readonly key: string;
  readonly name: string;
  readonly about: string;
  /** Why it cannot be chosen now. */
  readonly off: string | undefined;
}

/** The columns of the list, in their order, on or off. */
export interface ColumnsMode {
  readonly kind: 'columns';
  readonly all: readonly ColumnChoice[];
  readonly field: Field;
  readonly cursor: number;
  readonly top: number;
}

export interface ColumnChoice {
  /** As `parseKey` reads it. */
  readonly key: string;
  readonly isOn: boolean;
}

export const PANES: Mode = { kind: 'panes' };

export const NO_OFFERS: Offers = { keep: 0, offers: [] };
