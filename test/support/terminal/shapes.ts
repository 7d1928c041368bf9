/** Lines, blocks and dots drawn rather than written: fonts differ in them, and some leave gaps between cells. */

/** A cell in pixels. The width is 0.6 of the letters' size, as in nearly all fonts of one width. */
export const CELL = { width: 9, height: 20 } as const;

/** Where lines cross in a cell: on half pixels, for a sharp line of one. */
const CROSSING = { x: 4.5, y: 10.5 } as const;

/** Areas are filled; all else are strokes of a width. */
export type Pen = 'area' | 'light' | 'heavy' | 'dot';

export interface Shape {
  readonly pen: Pen;
  /** Data of an SVG path. */
  readonly path: string;
}

/** Draws a character at a place in pixels; undefined where it is to be written. */
export function shapesOf(char: string, x: number, y: number): readonly Shape[] | undefined {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x2800 && code <= 0x28ff) return [{ pen: 'dot', path: dots(code - 0x2800, x, y) }];
  if (code >= 0x2580 && code <= 0x259f && !SHADES.includes(char))
    return [{ pen: 'area', path: areas(code, x, y) }];
  if (code >= 0x2500 && code <= 0x257f) return lines(char, x, y);
  return undefined;
}

/** From a quarter to three quarters of a cell's ink, for areas of a mixed colour. */
export const SHADES = '░▒▓';

/** The eight dots of braille by their bits: https://www.unicode.org/charts/PDF/U2800.pdf */
const DOTS = [0, 1, 2, 0, 1, 2, 3, 3].map((row, bit) => {
  const column = bit === 7 || (bit >= 3 && bit <= 5) ? 1 : 0;
  return { x: (column + 0.5) * (CELL.width / 2), y: (row + 0.5) * (CELL.height / 4) };
});

function dots(bits: number, x: number, y: number): string {
  return DOTS.filter((_, bit) => bits & (1 << bit))
    .map(dot => `M${x + dot.x} ${y + dot.y}h0`)
    .join('');
}

/** Upper left, upper right, lower left, lower right, from ▖ on. */
const QUADRANTS = ['0010', '0001', '1000', '1011', '1001', '1110', '1101', '0100', '0110', '0111'];

/** Block elements: https://www.unicode.org/charts/PDF/U2580.pdf */
function areas(code: number, x: number, y: number): string {
  const { width, height } = CELL;
  if (code === 0x2580) return area(x, y, width, height / 2);
  if (code <= 0x2588) return area(x, y + height, width, (-height * (code - 0x2580)) / 8);
  if (code <= 0x258f) return area(x, y, (width * (0x2590 - code)) / 8, height);
  if (code === 0x2590) return area(x + width / 2, y, width / 2, height);
  if (code === 0x2594) return area(x, y, width, height / 8);
  if (code === 0x2595) return area(x + width, y, -width / 8, height);
  return [...(QUADRANTS[code - 0x2596] ?? '')]
    .map((on, at) =>
      on === '1' ? area(x + ((at % 2) * width) / 2, y + ((at >> 1) * height) / 2, width / 2, height / 2) : '',
    )
    .join('');
}

/** A rectangle as a path. */
export function area(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/**
 * Weights to the left, up, right and down of the middle, from U+2500 on; dashes and doubles have none.
 * https://www.unicode.org/charts/PDF/U2500.pdf
 */
const ARMS = `1010 2020 0101 0202 - - - - - - - -
0011 0021 0012 0022 1001 2001 1002 2002 0110 0120 0210 0220 1100 2100 1200 2200
0111 0121 0211 0112 0212 0221 0122 0222 1101 2101 1201 1102 1202 2201 2102 2202
1011 2011 1021 2021 1012 2012 1022 2022 1110 2110 1120 2120 1210 2210 1220 2220
1111 2111 1121 2121 1211 1112 1212 2211 1221 2112 1122 2221 2122 2212 1222 2222`.split(/\s/);

const ENDS = '1000 0100 0010 0001 2000 0200 0020 0002 1020 0102 2010 0201'.split(' ');

/** How many dashes there are in a cell, whether they stand, and whether they are heavy. */
const DASHES: Readonly<Record<string, readonly [count: number, stands: boolean, pen: Pen]>> = {
  '┄': [3, false, 'light'],
  '┅': [3, false, 'heavy'],
  '┆': [3, true, 'light'],
  '┇': [3, true, 'heavy'],
  '┈': [4, false, 'light'],
  '┉': [4, false, 'heavy'],
  '┊': [4, true, 'light'],
  '┋': [4, true, 'heavy'],
  '╌': [2, false, 'light'],
  '╍': [2, false, 'heavy'],
  '╎': [2, true, 'light'],
  '╏': [2, true, 'heavy'],
};

function lines(char: string, x: number, y: number): readonly Shape[] | undefined {
  const code = char.charCodeAt(0);
  const dashes = DASHES[char];
  if (dashes !== undefined) return dashed(dashes, x, y);
  const rest = bent(char, x, y);
  if (rest !== undefined) return [{ pen: 'light', path: rest }];
  const arms = code >= 0x2574 ? ENDS[code - 0x2574] : ARMS[code - 0x2500];
  if (arms === undefined) return undefined;
  const [left, up, right, down] = arms;
  const from = `M${x + CROSSING.x} ${y + CROSSING.y}`;
  const drawn = (weight: string) =>
    [
      left === weight ? `${from}H${x}` : '',
      up === weight ? `${from}V${y}` : '',
      right === weight ? `${from}H${x + CELL.width}` : '',
      down === weight ? `${from}V${y + CELL.height}` : '',
    ].join('');
  const shapes: readonly Shape[] = [
    { pen: 'light', path: drawn('1') },
    { pen: 'heavy', path: drawn('2') },
  ];
  return shapes.filter(({ path }) => path !== '');
}

function dashed([count, stands, pen]: (typeof DASHES)[string], x: number, y: number): readonly Shape[] {
  const step = (stands ? CELL.height : CELL.width) / count;
  // Strokes have square ends, which add a pixel.
  const [gap, length] = [step * 0.25 + 0.5, Math.max(0.1, step * 0.5 - 1)];
  const starts = Array.from({ length: count }, (_, at) => Number((at * step + gap).toFixed(2)));
  const path = starts.map(start =>
    stands
      ? `M${x + CROSSING.x} ${y + start}v${Number(length.toFixed(2))}`
      : `M${x + start} ${y + CROSSING.y}h${Number(length.toFixed(2))}`,
  );
  return [{ pen, path: path.join('') }];
}

/** Rounded corners and diagonals. */
function bent(char: string, x: number, y: number): string | undefined {
  const [right, bottom] = [x + CELL.width, y + CELL.height];
  const [cx, cy] = [x + CROSSING.x, y + CROSSING.y];
  const corner = (side: number, end: number) => {
    const turn = cy + Math.sign(end - cy) * CROSSING.x;
    return `M${cx} ${end}V${turn}Q${cx} ${cy} ${side} ${cy}`;
  };
  switch (char) {
    case '╭':
      return corner(right, bottom);
    case '╮':
      return corner(x, bottom);
    case '╯':
      return corner(x, y);
    case '╰':
      return corner(right, y);
    case '╱':
      return `M${x} ${bottom}L${right} ${y}`;
    case '╲':
      return `M${x} ${y}L${right} ${bottom}`;
    case '╳':
      return `M${x} ${bottom}L${right} ${y}M${x} ${y}L${right} ${bottom}`;
    default:
      return undefined;
  }
}
