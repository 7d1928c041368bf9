/** What shows through a picture. */
import type { Pixels } from './pixels.ts';

/** What the terminal has behind its text. */
export type Background = 'dark' | 'light';

/** The two greys of the board, for black lines and for white ones to be seen on it; in pixels, the side of a square. */
const BOARD = { dark: [0x58, 0x70], light: [0xff, 0xe4], square: 4 } as const;

/** Lays a picture on a board of two greys, or on the plain colour of the terminal; what comes of it is opaque. */
export function onGround(picture: Pixels, background: Background, how: 'board' | 'plain' = 'board'): Pixels {
  const { width, height } = picture;
  const data = new Uint8Array(picture.data);
  for (let at = 0, pixel = 0; at < data.length; at += 4, pixel++) {
    const opacity = (data[at + 3] as number) / 255;
    if (opacity === 1) continue;
    const ground =
      how === 'plain' ? PLAIN[background] : square(pixel % width, Math.floor(pixel / width), background);
    for (let channel = at; channel < at + 3; channel++) {
      data[channel] = Math.round((data[channel] as number) * opacity + ground * (1 - opacity));
    }
    data[at + 3] = 255;
  }
  return { width, height, data };
}

const PLAIN = { dark: 0, light: 255 } as const;

function square(x: number, y: number, background: Background): number {
  const odd = (Math.floor(x / BOARD.square) + Math.floor(y / BOARD.square)) & 1;
  return BOARD[background][odd as 0 | 1];
}
