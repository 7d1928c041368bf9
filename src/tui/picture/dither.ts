/** Pictures with the few colours that there are: what one pixel is wrong by is made good in its neighbours. */
import type { Pixels } from './pixels.ts';

/** RGB, each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * For each pixel the place of a colour in the palette, of 256 at most. Errors go on by the share of them that is
 * given, from 0 to 1. https://en.wikipedia.org/wiki/Floyd–Steinberg_dithering
 */
export function dither({ data, width, height }: Pixels, palette: readonly Rgb[], share: number): Uint8Array {
  const found = new Uint8Array(width * height);
  const nearest = nearestIn(palette);
  // A pixel more at either end saves asking for the ends.
  let [here, below] = [new Float64Array((width + 2) * 3), new Float64Array((width + 2) * 3)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const [from, to] = [pixel * 4, (x + 1) * 3];
      const red = clamp((data[from] as number) + (here[to] as number));
      const green = clamp((data[from + 1] as number) + (here[to + 1] as number));
      const blue = clamp((data[from + 2] as number) + (here[to + 2] as number));
      const index = nearest(red, green, blue);
      const [r, g, b] = palette[index] as Rgb;
      found[pixel] = index;
      spread(here, below, to, (red - r) * share);
      spread(here, below, to + 1, (green - g) * share);
      spread(here, below, to + 2, (blue - b) * share);
    }
    [here, below] = [below, here];
    below.fill(0);
  }
  return found;
}

function clamp(value: number): number {
  return value < 0 ? 0 : Math.min(255, value);
}

function spread(here: Float64Array, below: Float64Array, at: number, error: number): void {
  here[at + 3] = (here[at + 3] as number) + (error * 7) / 16;
  below[at - 3] = (below[at - 3] as number) + (error * 3) / 16;
  below[at] = (below[at] as number) + (error * 5) / 16;
  below[at + 3] = (below[at + 3] as number) + error / 16;
}

/** Looks up the nearest; colours that differ by less than 4 in a channel are one, and searched for once. */
function nearestIn(palette: readonly Rgb[]): (red: number, green: number, blue: number) => number {
  const known = new Int16Array(1 << 18).fill(-1);
  const channels = Float64Array.from(palette.flat());
  return (red, green, blue) => {
    const key = ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2);
    const before = known[key] as number;
    if (before >= 0) return before;
    let index = 0;
    let least = Infinity;
    for (let at = 0, from = 0; from < channels.length; at++, from += 3) {
      const r = red - (channels[from] as number);
      const g = green - (channels[from + 1] as number);
      const b = blue - (channels[from + 2] as number);
      const away = r * r + g * g + b * b;
      if (away < least) {
        least = away;
        index = at;
      }
    }
    known[key] = index;
    return index;
  };
}
