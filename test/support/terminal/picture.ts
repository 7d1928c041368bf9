/** A screen as an SVG picture, which looks the same in every browser, whatever fonts there are. */
import { type Hex, hexOf, mix, PALETTES, type Palette, type PictureTheme } from './palette.ts';
import type { Cell, ScreenModel } from './screen-model.ts';
import { area, CELL, type Pen, SHADES, shapesOf } from './shapes.ts';

export interface PictureWish {
  readonly theme: PictureTheme;
  /** In the window's bar, which is left out where there is none. */
  readonly title?: string;
}

type Pictured = Pick<ScreenModel, 'columns' | 'rows' | 'cell' | 'cursor'>;

/** A cell with its colours settled. */
interface Painted extends Pick<Cell, 'char' | 'width' | 'bold' | 'italic' | 'underline' | 'strikethrough'> {
  readonly x: number;
  readonly y: number;
  readonly ink: Hex;
  readonly ground: Hex;
}

/** Letters that every font of one width has: written as words, all else by itself. */
const LETTERS = /^[\x21-\x7e\u00a1-\u024f\u0370-\u04ff\u2013\u2014\u2026]$/;

const FONTS = `ui-monospace,SFMono-Regular,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace`;
const PADDING = 14;
const BAR = 34;
const BASELINE = 15;

/** Draws a screen in a window. Equal screens give equal pictures. */
export function pictureOf(screen: Pictured, { theme, title }: PictureWish): string {
  const palette = PALETTES[theme];
  const top = PADDING + (title === undefined ? 0 : BAR);
  const width = screen.columns() * CELL.width + 2 * PADDING;
  const height = screen.rows() * CELL.height + PADDING + top;
  const cells = paintedCells(screen, palette, top);
  const layers = [
    ...grounds(cells, palette),
    ...drawings(cells),
    `<g font-family="${FONTS}" font-size="15" style="font-variant-ligatures:none">`,
    ...writings(cells),
    '</g>',
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
${frame(width, height, palette, title)}
${layers.join('\n')}
</svg>
`;
}

function frame(width: number, height: number, palette: Palette, title: string | undefined): string {
  const edge = `x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9.5"`;
  const back = `<rect ${edge} fill="${palette.back}" stroke="${palette.edge}"/>`;
  if (title === undefined) return back;
  return `<title>${escaped(title)}</title>
${back}
<path d="M1 ${BAR}V10a9 9 0 0 1 9-9H${width - 10}a9 9 0 0 1 9 9V${BAR}z" fill="${palette.bar}"/>
<path d="M1 ${BAR + 0.5}H${width - 1}" stroke="${palette.edge}"/>
<text x="${width / 2}" y="22" text-anchor="middle" font-family="${FONTS}" font-size="13" fill="${palette.title}">${escaped(title)}</text>`;
}

function paintedCells(screen: Pictured, palette: Palette, top: number): Painted[] {
  const cursor = screen.cursor();
  const cells: Painted[] = [];
  for (let row = 0; row < screen.rows(); row++) {
    for (let column = 0; column < screen.columns(); column++) {
      const cell = screen.cell(column, row);
      if (cell.width === 0) continue;
      const isCursor = cursor.visible && cursor.x === column && cursor.y === row;
      cells.push({
        ...cell,
        ...coloursOf(cell, palette, isCursor),
        x: PADDING + column * CELL.width,
        y: top + row * CELL.height,
      });
    }
  }
  return cells;
}

function coloursOf(cell: Cell, palette: Palette, isCursor: boolean): { ink: Hex; ground: Hex } {
  const [text, back] = [hexOf(cell.fg, palette, palette.text), hexOf(cell.bg, palette, palette.back)];
  const [ink, ground] = cell.inverse !== isCursor ? [back, text] : [text, back];
  return { ink: cell.dim ? mix(ink, 0.6, ground) : ink, ground };
}

/** One path for each colour, so that no seams show between its cells. */
function grounds(cells: readonly Painted[], palette: Palette): string[] {
  const paths = new Map<Hex, string>();
  for (const [at, cell] of cells.entries()) {
    if (cell.ground === palette.back) continue;
    const previous = cells[at - 1];
    if (previous?.y === cell.y && previous.ground === cell.ground) continue;
    let end = at;
    while (cells[end]?.y === cell.y && cells[end]?.ground === cell.ground) end++;
    const last = cells[end - 1] as Painted;
    const right = last.x + last.width * CELL.width;
    add(paths, cell.ground, area(cell.x, cell.y, right - cell.x, CELL.height));
  }
  return [...paths].map(
    ([ground, path]) => `<path fill="${ground}" shape-rendering="crispEdges" d="${path}"/>`,
  );
}

const STROKES: Readonly<Record<Exclude<Pen, 'area'>, string>> = {
  light: 'stroke-width="1" stroke-linecap="square"',
  heavy: 'stroke-width="2.5" stroke-linecap="square"',
  dot: 'stroke-width="3" stroke-linecap="round"',
};

function drawings(cells: readonly Painted[]): string[] {
  const paths = new Map<string, string>();
  const draw = (pen: Pen, ink: Hex, path: string) =>
    add(
      paths,
      pen === 'area'
        ? `fill="${ink}" shape-rendering="crispEdges"`
        : `fill="none" stroke="${ink}" ${STROKES[pen]}`,
      path,
    );
  for (const { char, x, y, ink, ground, width, underline, strikethrough } of cells) {
    for (const { pen, path } of shapesOf(char, x, y) ?? []) draw(pen, ink, path);
    const shade = char === '' ? -1 : SHADES.indexOf(char);
    if (shade >= 0) draw('area', mix(ink, (shade + 1) / 4, ground), area(x, y, CELL.width, CELL.height));
    if (underline) draw('light', ink, `M${x} ${y + BASELINE + 2.5}h${width * CELL.width}`);
    if (strikethrough) draw('light', ink, `M${x} ${y + 10.5}h${width * CELL.width}`);
  }
  return [...paths].map(([how, path]) => `<path ${how} d="${path}"/>`);
}

function writings(cells: readonly Painted[]): string[] {
  const written: string[] = [];
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as Painted;
    if (isBlank(cell) || SHADES.includes(cell.char) || shapesOf(cell.char, 0, 0) !== undefined) continue;
    const run = LETTERS.test(cell.char) ? wordsFrom(cells, at) : [cell];
    written.push(LETTERS.test(cell.char) ? words(run) : single(cell));
    at += run.length - 1;
  }
  return written;
}

/** Letters of one look, with at most one space between them. */
function wordsFrom(cells: readonly Painted[], start: number): readonly Painted[] {
  const first = cells[start] as Painted;
  let end = start;
  for (let at = start; at < cells.length; at++) {
    const cell = cells[at] as Painted;
    if (cell.y !== first.y || at > end + 2) break;
    if (isBlank(cell)) continue;
    const isAlike = cell.ink === first.ink && cell.bold === first.bold && cell.italic === first.italic;
    if (!isAlike || !LETTERS.test(cell.char)) break;
    end = at;
  }
  return cells.slice(start, end + 1);
}

/** Has a length of its own, so that a font of other widths does not move anything. */
function words(run: readonly Painted[]): string {
  const [first] = run as [Painted];
  const text = run.map(({ char }) => (isBlank({ char }) ? ' ' : char)).join('');
  const length = `textLength="${run.length * CELL.width}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${first.x}" y="${first.y + BASELINE}" ${length} ${looks(first)}>${escaped(text)}</text>`;
}

/** Wide characters and symbols keep the form that their font gives them, in the middle of their cells. */
function single(cell: Painted): string {
  const middle = cell.x + (cell.width * CELL.width) / 2;
  const isEmojiToo = /^\p{Emoji}$/u.test(cell.char) && !/^\p{Emoji_Presentation}$/u.test(cell.char);
  const text = escaped(isEmojiToo ? `${cell.char}\ufe0e` : cell.char);
  return `<text x="${middle}" y="${cell.y + BASELINE}" text-anchor="middle" ${looks(cell)}>${text}</text>`;
}

function looks({ ink, bold, italic }: Painted): string {
  return `fill="${ink}"${bold ? ' font-weight="bold"' : ''}${italic ? ' font-style="italic"' : ''}`;
}

function isBlank({ char }: Pick<Painted, 'char'>): boolean {
  return char === ' ' || char === '\u00a0';
}

function add<Key>(paths: Map<Key, string>, key: Key, path: string): void {
  paths.set(key, (paths.get(key) ?? '') + path);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
