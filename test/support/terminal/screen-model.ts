/** What a terminal would show: cells, cursor, modes, title and clipboard, after all that was written to it. */
import headless, { type IBufferCell, type IBufferLine, type Terminal } from '@xterm/headless';
import { graphemeWidths } from './cell-widths.ts';

/** The terminal's own where absent; a place in its palette; or `#rrggbb`. */
export type CellColour = number | `#${string}` | undefined;

export interface Cell {
  /** A space where nothing is; empty behind a wide character. */
  readonly char: string;
  readonly width: 0 | 1 | 2;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikethrough: boolean;
  readonly inverse: boolean;
  readonly fg: CellColour;
  readonly bg: CellColour;
}

export interface Cursor {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
}

/** What a program has asked for, and should have given back when it ends. */
export interface TerminalModes {
  readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
  readonly sgrMouse: boolean;
  readonly bracketedPaste: boolean;
  readonly focus: boolean;
  readonly wraps: boolean;
  readonly applicationCursor: boolean;
  readonly cursorVisible: boolean;
  readonly alternate: boolean;
}

export interface ScreenModel {
  /** Takes what was written; calls back when it is parsed. */
  write(text: string, parsed?: () => void): void;
  resize(columns: number, rows: number): void;
  columns(): number;
  rows(): number;
  /** The rows on the screen, without spaces at their ends. */
  lines(): string[];
  /** Counted from 0. Throws outside of the screen. */
  cell(x: number, y: number): Cell;
  cursor(): Cursor;
  modes(): TerminalModes;
  title(): string;
  /** What was last written to the clipboard (OSC 52). */
  clipboard(): string | undefined;
  /** Whether a synchronised update is under way: what is there is half of a frame. */
  isMidFrame(): boolean;
  /** Where a text first stands. */
  find(text: string | RegExp): { readonly x: number; readonly y: number } | undefined;
}

/** Makes an empty screen. What the terminal answers to questions is handed to `reply`. */
export function screenModel(columns: number, rows: number, reply: (text: string) => void): ScreenModel {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, logLevel: 'off' });
  terminal.unicode.register(graphemeWidths());
  terminal.unicode.activeVersion = 'graphemes';
  terminal.onData(reply);
  let [title, clipboard] = ['', undefined as string | undefined];
  terminal.onTitleChange(text => {
    title = text;
  });
  terminal.parser.registerOscHandler(52, data => {
    const payload = data.slice(data.indexOf(';') + 1);
    if (payload !== '?') clipboard = Buffer.from(payload, 'base64').toString();
    return true;
  });
  const isOn = privateModes(terminal);
  const buffer = () => terminal.buffer.active;
  const lineAt = (y: number) => buffer().getLine(buffer().baseY + y);
  const lines = () =>
    Array.from({ length: terminal.rows }, (_, y) => lineAt(y)?.translateToString(true) ?? '');
  return {
    write: (text, parsed) => terminal.write(text, parsed),
    resize: (width, height) => terminal.resize(width, height),
    columns: () => terminal.cols,
    rows: () => terminal.rows,
    lines,
    cell(x, y) {
      const found = y >= 0 && y < terminal.rows ? lineAt(y)?.getCell(x) : undefined;
      if (found === undefined) throw new RangeError(`there is no cell ${x}, ${y}`);
      return cellOf(found);
    },
    cursor: () => ({ x: buffer().cursorX, y: buffer().cursorY, visible: isOn(25) }),
    modes: () => ({
      mouse: terminal.modes.mouseTrackingMode,
      sgrMouse: isOn(1006),
      bracketedPaste: terminal.modes.bracketedPasteMode,
      focus: terminal.modes.sendFocusMode,
      wraps: terminal.modes.wraparoundMode,
      applicationCursor: terminal.modes.applicationCursorKeysMode,
      cursorVisible: isOn(25),
      alternate: buffer().type === 'alternate',
    }),
    title: () => title,
    clipboard: () => clipboard,
    isMidFrame: () => terminal.modes.synchronizedOutputMode,
    find(text) {
      for (const [y, line] of lines().entries()) {
        const at = typeof text === 'string' ? line.indexOf(text) : line.search(text);
        if (at >= 0) return { x: columnOf(lineAt(y) as IBufferLine, at), y };
      }
      return undefined;
    },
  };
}

/** Follows the modes that the model does not tell. */
function privateModes(terminal: Terminal): (mode: number) => boolean {
  const on = new Set([25]);
  const follow = (final: 'h' | 'l') =>
    terminal.parser.registerCsiHandler({ prefix: '?', final }, modes => {
      for (const mode of modes.flat()) final === 'h' ? on.add(mode) : on.delete(mode);
      return false;
    });
  follow('h');
  follow('l');
  return mode => on.has(mode);
}

function cellOf(cell: IBufferCell): Cell {
  const width = cell.getWidth() as Cell['width'];
  return {
    char: cell.getChars() || (width === 0 ? '' : ' '),
    width,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    strikethrough: cell.isStrikethrough() !== 0,
    inverse: cell.isInverse() !== 0,
    fg: colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
    bg: colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
  };
}

function colourOf(isDefault: boolean, isRgb: boolean, value: number): CellColour {
  if (isDefault) return undefined;
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}

/** The cell where a place in a line's text is: wide characters have two, clusters several units of text. */
function columnOf(line: IBufferLine, at: number): number {
  let [x, units] = [0, 0];
  while (units < at) {
    const cell = line.getCell(x++);
    if (cell === undefined) break;
    if (cell.getWidth() > 0) units += cell.getChars().length || 1;
  }
  while (line.getCell(x)?.getWidth() === 0) x++;
  return x;
}
