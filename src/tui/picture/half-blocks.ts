/** Pictures of coloured text: two pixels a cell, one above the other. */
import { of16, of256 } from './few-colours.ts';
import type { Pixels } from './pixels.ts';

/** Bits of a colour: 24, or one of 256 or of 16. */
export type ColourDepth = 24 | 8 | 4;

/** Draws an opaque picture: a line of text for every two rows, each cell a pixel wide. */
export function halfBlocks(picture: Pixels, depth: ColourDepth): string[] {
  const { width, height } = picture;
  const colours = COLOURS[depth](picture);
  const row = (at: number) => (at < height ? colours.subarray(at * width, (at + 1) * width) : undefined);
  return Array.from({ length: Math.ceil(height / 2) }, (_, line) =>
    lineOf(row(line * 2) as Uint32Array, row(line * 2 + 1), CODES[depth]),
  );
}

const COLOURS: Readonly<Record<ColourDepth, (picture: Pixels) => Uint32Array>> = {
  24: ({ data, width, height }) =>
    Uint32Array.from({ length: width * height }, (_, pixel) => {
      const at = pixel * 4;
      return ((data[at] as number) << 16) | ((data[at + 1] as number) << 8) | (data[at + 2] as number);
    }),
  8: of256,
  4: of16,
};

type Layer = 'text' | 'ground';

/** The parameters of SGR that choose a colour: https://en.wikipedia.org/wiki/ANSI_escape_code#Colors */
const CODES: Readonly<Record<ColourDepth, (colour: number, layer: Layer) => string>> = {
  24: (rgb, layer) => `${layer === 'text' ? 38 : 48};2;${rgb >> 16};${(rgb >> 8) & 255};${rgb & 255}`,
  8: (index, layer) => `${layer === 'text' ? 38 : 48};5;${index}`,
  4: (index, layer) => `${(index < 8 ? 30 + index : 82 + index) + (layer === 'text' ? 0 : 10)}`,
};

/** A code is written only where a colour changes; where both halves are of one, the text has none to be seen. */
function lineOf(
  upper: Uint32Array,
  lower: Uint32Array | undefined,
  code: (colour: number, layer: Layer) => string,
): string {
  let line = '';
  let [text, ground] = [-1, -1];
  for (const [column, top] of upper.entries()) {
    const bottom = lower?.[column];
    const codes: string[] = [];
    if (top !== bottom && top !== text) {
      text = top;
      codes.push(code(text, 'text'));
    }
    if (bottom !== undefined && bottom !== ground) {
      ground = bottom;
      codes.push(code(ground, 'ground'));
    }
    if (codes.length > 0) line += `\x1b[${codes.join(';')}m`;
    line += top === bottom ? ' ' : '▀';
  }
  return `${line}\x1b[0m`;
}
