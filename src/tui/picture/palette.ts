/** Pictures with as many colours as a terminal has registers. */
import { dither, type Rgb } from './dither.ts';
import type { Pixels } from './pixels.ts';

export interface Indexed {
  readonly palette: readonly Rgb[];
  /** For each pixel a place in the palette. */
  readonly indices: Uint8Array;
}

/** Brings an opaque picture down to 256 colours: its own, if they are no more, else such as are near to all. */
export function indexed(picture: Pixels): Indexed {
  const own = ownColours(picture);
  if (own !== undefined) return own;
  const palette = fewColours(picture);
  return { palette, indices: dither(picture, palette, 1) };
}

const COLOURS = 256;

/** The colours of a mask or of a digit are kept as they are. */
function ownColours({ data, width, height }: Pixels): Indexed | undefined {
  const places = new Map<number, number>();
  const indices = new Uint8Array(width * height);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const at = pixel * 4;
    const key = ((data[at] as number) << 16) | ((data[at + 1] as number) << 8) | (data[at + 2] as number);
    let place = places.get(key);
    if (place === undefined) {
      place = places.size;
      if (place === COLOURS) return undefined;
      places.set(key, place);
    }
    indices[pixel] = place;
  }
  const palette = [...places.keys()].map((key): Rgb => [key >> 16, (key >> 8) & 255, key & 255]);
  return { palette, indices };
}

/** Colours that are close: how many pixels, and what they are on average. */
interface Heap {
  readonly count: number;
  readonly mean: Rgb;
}

/** Heaps that one colour will stand for. */
interface Box extends Heap {
  readonly heaps: readonly Heap[];
  /** Of red, green and blue the one in which they differ most. */
  readonly channel: 0 | 1 | 2;
  /** By how much, as the sum of squares. */
  readonly spread: number;
}

/** Divides at its mean what differs most, until there are enough. https://en.wikipedia.org/wiki/Median_cut */
function fewColours(picture: Pixels): Rgb[] {
  const boxes = [boxOf(heapsOf(picture))];
  while (boxes.length < COLOURS) {
    const widest = boxes.reduce((one, other) => (other.spread > one.spread ? other : one));
    if (widest.spread < 1) break;
    const { heaps, channel, mean } = widest;
    const isLow = (heap: Heap) => heap.mean[channel] <= mean[channel];
    boxes[boxes.indexOf(widest)] = boxOf(heaps.filter(isLow));
    boxes.push(boxOf(heaps.filter(heap => !isLow(heap))));
  }
  return boxes.map(({ mean: [red, green, blue] }) => [Math.round(red), Math.round(green), Math.round(blue)]);
}

/** Puts together what differs by less than 4 in every channel. */
function heapsOf({ data }: Pixels): Heap[] {
  const sums = new Float64Array(4 << 18);
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    const to = (((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2)) * 4;
    sums[to] = (sums[to] as number) + red;
    sums[to + 1] = (sums[to + 1] as number) + green;
    sums[to + 2] = (sums[to + 2] as number) + blue;
    sums[to + 3] = (sums[to + 3] as number) + 1;
  }
  const heaps: Heap[] = [];
  for (let at = 0; at < sums.length; at += 4) {
    const count = sums[at + 3] as number;
    if (count === 0) continue;
    const mean = [0, 1, 2].map(channel => (sums[at + channel] as number) / count);
    heaps.push({ count, mean: mean as [number, number, number] });
  }
  return heaps;
}

function boxOf(heaps: readonly Heap[]): Box {
  let count = 0;
  const [sums, squares] = [new Float64Array(3), new Float64Array(3)];
  for (const heap of heaps) {
    count += heap.count;
    for (let channel = 0; channel < 3; channel++) {
      const value = heap.mean[channel] as number;
      sums[channel] = (sums[channel] as number) + value * heap.count;
      squares[channel] = (squares[channel] as number) + value * value * heap.count;
    }
  }
  const mean = [...sums].map(sum => sum / count) as [number, number, number];
  const spreads = mean.map((value, channel) => (squares[channel] as number) - value * value * count);
  const spread = Math.max(...spreads);
  return { count, mean, heaps, channel: spreads.indexOf(spread) as Box['channel'], spread };
}
