/** Lines of a log as text, and text as rows of the screen. */
import { sanitiseLog } from '../../view/sanitise.ts';
import { clustersOf } from './clusters.ts';
import { bytesOf, type LogBytes } from './log-bytes.ts';
import type { LogLine } from './log-lines.ts';

const decoder = new TextDecoder();

/** A line, made safe; with its own colours where they may be shown. */
export function textOf(log: LogBytes, { from, to }: LogLine, colours: boolean): string {
  return withoutTabs(sanitiseLog(decoder.decode(bytesOf(log, from, to)), { colours }));
}

/** Has spaces for tabs, as terminals have them: to the next multiple of eight cells. */
export function withoutTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let column = 0;
  return text.replace(/\t|\x1b\[[\d;]*m|[^\t\x1b]+/g, piece => {
    if (piece.startsWith('\x1b')) return piece;
    const shown = piece === '\t' ? ' '.repeat(8 - (column % 8)) : piece;
    for (const { cells } of clustersOf(shown)) column += cells;
    return shown;
  });
}

/** Printable ASCII alone: a character is a cell. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Breaks a text into rows of so many cells; styles go on in the next one. */
export function rowsOf(text: string, width: number): string[] {
  if (!PLAIN.test(text)) return styledRows(text, width);
  if (text.length <= width) return [text];
  const rows: string[] = [];
  for (let at = 0; at < text.length; at += width) rows.push(text.slice(at, at + width));
  return rows;
}

function styledRows(text: string, width: number): string[] {
  const rows: string[] = [];
  const styles = new Map<string, string>();
  let [row, used] = ['', 0];
  for (const piece of text.split(STYLE)) {
    if (piece.startsWith('\x1b')) {
      setStyles(styles, piece);
      row += piece;
      continue;
    }
    let [taken, at] = [0, 0];
    for (const { end, cells } of clustersOf(piece)) {
      if (used + cells > width && used > 0) {
        rows.push(row + piece.slice(taken, at) + (styles.size > 0 ? RESET : ''));
        [row, used, taken] = [startOf(styles), 0, at];
      }
      used += cells;
      at = end;
    }
    row += piece.slice(taken);
  }
  return [...rows, row];
}

const STYLE = /(\x1b\[[\d;]*m)/;
const RESET = '\x1b[m';

/** Notes what a sequence switches on and off, of each kind: ECMA-48, 8.3.117. */
function setStyles(on: Map<string, string>, sequence: string): void {
  const codes = sequence.slice(2, -1).split(';');
  for (let at = 0; at < codes.length; at++) {
    const code = Number(codes[at]);
    const length = code !== 38 && code !== 48 ? 1 : codes[at + 1] === '5' ? 3 : 5;
    const whole = codes.slice(at, at + length).join(';');
    at += length - 1;
    if (code === 0) on.clear();
    else if (code === 22) for (const weight of ['1', '2']) on.delete(weight);
    else if (ENDS.has(code)) on.delete(kindOf(code - 20));
    else if (code === 39 || code === 49) on.delete(kindOf(code - 9));
    else on.set(kindOf(code), whole);
  }
}

/** Each ends what the code less twenty begins. */
const ENDS = new Set([23, 24, 27, 29]);

function kindOf(code: number): string {
  if ((code >= 30 && code < 40) || (code >= 90 && code < 98)) return 'colour';
  if ((code >= 40 && code < 50) || code >= 100) return 'background';
  return code === 21 ? '4' : String(code);
}

function startOf(styles: ReadonlyMap<string, string>): string {
  return [...styles.values()].map(codes => `\x1b[${codes}m`).join('');
}
