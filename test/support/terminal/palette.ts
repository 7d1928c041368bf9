/** The colours of a terminal in a picture. */
import type { CellColour } from './screen-model.ts';

export type PictureTheme = 'dark' | 'light';

export type Hex = `#${string}`;

export interface Palette {
  readonly text: Hex;
  readonly back: Hex;
  /** Around the window, and behind its title. */
  readonly edge: Hex;
  readonly bar: Hex;
  readonly title: Hex;
  /** The sixteen that programs know by their numbers. */
  readonly sixteen: readonly Hex[];
}

/** On the grounds of pages that people read pictures on, each colour with enough contrast to be read as text. */
export const PALETTES: Readonly<Record<PictureTheme, Palette>> = {
  dark: {
    text: '#e6edf3',
    back: '#0d1117',
    edge: '#3d444d',
    bar: '#151b23',
    title: '#9198a1',
    sixteen: hexes(
      '484f58 ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4 6e7681 ffa198 56d364 e3b341 79c0ff d2a8ff 56d4dd f0f6fc',
    ),
  },
  light: {
    text: '#1f2328',
    back: '#ffffff',
    edge: '#d1d9e0',
    bar: '#f6f8fa',
    title: '#59636e',
    sixteen: hexes(
      '24292f cf222e 116329 8a5a00 0969da 8250df 1b7c83 6e7781 57606a a40e26 1a7f37 9a6700 218bff a475f9 3192aa 8c959f',
    ),
  },
};

/** A cell's colour; `otherwise` where it is the terminal's own. */
export function hexOf(colour: CellColour, palette: Palette, otherwise: Hex): Hex {
  if (colour === undefined) return otherwise;
  return typeof colour === 'string' ? colour : (palette.sixteen[colour] ?? hexOfMany(colour));
}

/** So much of one colour, in parts of 1, and the rest of another. */
export function mix(one: Hex, share: number, other: Hex): Hex {
  const [from, to] = [channels(one), channels(other)];
  return hex(from.map((value, at) => Math.round(value * share + (to[at] ?? 0) * (1 - share))));
}

const LEVELS = [0, 95, 135, 175, 215, 255];

/** A cube of 6 × 6 × 6 colours from 16 on, and greys from 232 on, as in xterm. */
function hexOfMany(colour: number): Hex {
  if (colour >= 232) return hex(Array(3).fill(8 + 10 * (colour - 232)));
  const place = colour - 16;
  return hex([place / 36, (place / 6) % 6, place % 6].map(level => LEVELS[Math.trunc(level)] ?? 0));
}

function channels(colour: Hex): number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16));
}

function hex(values: readonly number[]): Hex {
  return `#${values.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

function hexes(words: string): Hex[] {
  return words.split(' ').map((word): Hex => `#${word}`);
}
