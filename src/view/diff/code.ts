/** What differs in the code of two runs: Git's own words where there are any, else a table of files. */
import type { RunDiff } from '../../query/diff.ts';
import type { PathChange } from '../../run/path-change.ts';
import { formatCount } from '../format.ts';
import type { Block, SheetCell } from '../sheet/sheet.ts';

/** What was found out of the two source commits. */
export interface CodeView {
  /** What Git printed of them, as it is to be shown; absent where it was not asked. */
  readonly printed?: string;
  /** Absent where only what Git printed is shown. */
  readonly files?: readonly PathChange[];
  /** The patch; absent where it was not asked for, or cannot be had. */
  readonly patch?: string;
  /** Why something of it cannot be shown, and what to do. */
  readonly trouble?: readonly string[];
}

/** So many files are named where Git does not print them. */
const NAMED = 200;

/** The code of a comparison; nothing where it is the same and there is nothing to be said of it. */
export function codeBlocks(code: NonNullable<RunDiff['code']>, view: CodeView = {}): Block[] {
  const { printed, files = [], patch, trouble = [] } = view;
  const lines: SheetCell[] = [
    ...code.remarks.map(({ path, text }) => (path === undefined ? text : `${path}: ${text}`)),
    ...trouble.map(text => ({ text, tone: 'dim' }) as const),
    ...(files.length > NAMED ? [`and ${formatCount(files.length - NAMED, 'file')} more`] : []),
  ];
  const blocks: Block[] = [
    ...(printed ? [{ kind: 'patch', text: printed } as const] : []),
    ...(files.length === 0 ? [] : [fileTable(files.slice(0, NAMED))]),
    ...(lines.length === 0 ? [] : [{ kind: 'lines', lines } as const]),
    ...(patch ? [{ kind: 'patch', text: patch } as const] : []),
  ];
  if (blocks.length === 0 && code.same) return [];
  return [
    { kind: 'heading', text: 'Code', remark: `${code.a.slice(0, 10)}..${code.b.slice(0, 10)}` },
    ...blocks,
  ];
}

function fileTable(files: readonly PathChange[]): Block {
  const isCounted = files.some(({ added }) => added !== undefined);
  const counts = isCounted ? (['+', '-'] as const).map(title => ({ title, align: 'right' }) as const) : [];
  return {
    kind: 'table',
    columns: [{ title: 'file', flexible: true }, { title: '' }, ...counts],
    rows: files.map(({ path, from, state, added, deleted }) => [
      from === undefined ? path : `${from} → ${path}`,
      state === 'changed' && isCounted && added === undefined ? 'binary' : state,
      ...(isCounted ? [count(added, 'added'), count(deleted, 'removed')] : []),
    ]),
  };
}

function count(lines: number | undefined, tone: 'added' | 'removed'): SheetCell {
  return lines ? { text: String(lines), tone } : '';
}
