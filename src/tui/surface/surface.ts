/**
 * What is on the screen. Ink lays out and prints the frame, all that stands around the panes; what fills a pane, a table
 * or a chart, is painted here, line by line, since to have Ink measure every cell of it anew takes most of the time
 * that a key may take. Only lines that changed are written, all of them at once.
 */
import { styledWidth } from '../../view/width.ts';
import type { Rect } from './rect.ts';
import { sliceCells } from './slice-cells.ts';

/** Lines, styled and safe, of at most the width of a part of the screen. */
export interface Region {
  readonly rect: Rect;
  readonly lines: readonly string[];
  /** Printed when all lines are, at its upper left corner. */
  readonly picture?: Picture | undefined;
}

export interface Picture {
  readonly sequence: string;
  /** Takes it away; where there is none, text over it does. */
  readonly erase?: string | undefined;
}

export interface Surface {
  /** Takes what Ink prints: the whole screen, each time. */
  frame(text: string): void;
  /** Says what fills a part, or that nothing does any more. */
  region(name: string, region: Region | undefined): void;
  /** Says where the frame lies above the regions: a dialog. */
  above(rect: Rect | undefined): void;
  /** Where the cursor is shown; nowhere where undefined. */
  cursor(at: { readonly x: number; readonly y: number } | undefined): void;
  /** Paints all of it anew: the terminal has lost it, or has another size. */
  redraw(): void;
  /** Paints what has changed, now: else it is done when the present work has ended. */
  flush(): void;
}

/** Opens an empty screen, whose terminal is written to in as few pieces as can be. */
export function openSurface(write: (text: string) => void): Surface {
  const regions = new Map<string, Region>();
  let frame: readonly string[] = [];
  let hole: Rect | undefined;
  let cursor: { readonly x: number; readonly y: number } | undefined;
  let painted: readonly Row[] = [];
  let erasing = '';
  let lastCursor = '';
  let isScheduled = false;

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  };
  function flush(): void {
    isScheduled = false;
    const rows = rowsOf(frame, regions, hole);
    const changed = rows.filter((row, at) => !isSame(row, painted[at]));
    // What was below the frame of before, and is no more.
    const gone = painted.slice(rows.length).map((_, at) => `${goTo(0, rows.length + at)}${RESET}${ERASE}`);
    const text = erased(rows) + changed.map(row => row.text).join('') + gone.join('') + pictures(changed);
    painted = rows;
    const last = shown(cursor);
    if (text !== '' || last !== lastCursor) write(`${BEGIN}${HIDE}${text}${last}${END}`);
    lastCursor = last;
  }

  /** A picture goes when a row that it covers is painted; of what it had been painted on nothing is known after a loss. */
  function erased(rows: readonly Row[]): string {
    const isDisturbed = painted.some((row, at) => row.pictures.length > 0 && !isSame(row, rows[at]));
    if (!isDisturbed && painted.length > 0) return '';
    const text = erasing;
    erasing = '';
    return text;
  }

  /** They come back where they still are. */
  function pictures(changed: readonly Row[]): string {
    if (changed.every(row => row.pictures.length === 0)) return '';
    const all = [...regions.values()].filter(({ picture }) => picture !== undefined);
    erasing = all.map(({ picture }) => picture?.erase ?? '').join('');
    return all.map(({ rect, picture }) => goTo(rect.x, rect.y) + (picture?.sequence ?? '')).join('');
  }

  return {
    frame(text) {
      frame = text.split('\n');
      schedule();
    },
    region(name, region) {
      if (region === undefined) regions.delete(name);
      else regions.set(name, region);
      schedule();
    },
    above(rect) {
      hole = rect;
      schedule();
    },
    cursor(at) {
      cursor = at;
      schedule();
    },
    redraw() {
      painted = [];
      lastCursor = '';
      write(`${RESET}\x1b[2J`);
      schedule();
    },
    flush,
  };
}

/** A synchronized update: https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036 */
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';
const HIDE = '\x1b[?25l';
const RESET = '\x1b[m';
const ERASE = '\x1b[K';

function goTo(x: number, y: number): string {
  return `\x1b[${y + 1};${x + 1}H`;
}

function shown(cursor: { readonly x: number; readonly y: number } | undefined): string {
  return cursor === undefined ? '' : `${goTo(cursor.x, cursor.y)}\x1b[?25h`;
}

/** A row of the screen. */
interface Row {
  /** What paints it, from its first cell to its last. */
  readonly text: string;
  /** The pictures above it, and where they begin. */
  readonly pictures: readonly { readonly sequence: string; readonly x: number; readonly y: number }[];
}

/** One that is painted anew loses the pictures above it. */
function isSame(row: Row, other: Row | undefined): boolean {
  return (
    row.text === other?.text &&
    row.pictures.length === other.pictures.length &&
    row.pictures.every(({ sequence, x, y }, at) => {
      const before = other.pictures[at];
      return x === before?.x && y === before.y && sequence === before.sequence;
    })
  );
}

function rowsOf(
  frame: readonly string[],
  regions: ReadonlyMap<string, Region>,
  hole: Rect | undefined,
): readonly Row[] {
  const texts = frame.map((line, y) => `${goTo(0, y)}${RESET}${ERASE}${line}${RESET}`);
  for (const { rect, lines } of regions.values()) {
    for (const [at, line] of lines.slice(0, rect.height).entries()) {
      const y = rect.y + at;
      if (line !== '' && y < texts.length) texts[y] += `${goTo(rect.x, y)}${line}${RESET}`;
    }
  }
  if (hole === undefined) return texts.map((text, y) => ({ text, pictures: picturesAt(y, regions) }));
  for (let y = Math.max(0, hole.y); y < Math.min(hole.y + hole.height, texts.length); y++)
    texts[y] += `${goTo(hole.x, y)}${RESET}${inHole(frame[y] ?? '', hole)}${RESET}`;
  // There is no picture below a dialog.
  return texts.map(text => ({ text, pictures: [] }));
}

/** The frame as it is there; what it leaves open covers the regions as well. */
function inHole(line: string, { x, width }: Rect): string {
  const text = sliceCells(line, x, x + width);
  return text + ' '.repeat(Math.max(0, width - styledWidth(text)));
}

function picturesAt(y: number, regions: ReadonlyMap<string, Region>): Row['pictures'] {
  const found = [];
  for (const { rect, picture } of regions.values())
    if (picture !== undefined && y >= rect.y && y < rect.y + rect.height)
      found.push({ sequence: picture.sequence, x: rect.x, y: rect.y });
  return found;
}
