/** Pictures made to fit: smaller by averaging, larger only by whole factors, so that every pixel of a digit is seen. */
import type { Pixels, Size } from './pixels.ts';

/** Half a cell of a terminal is about square. */
const HALVES: Size = { width: 1, height: 2 };

/** The size at which a picture fills as many cells as it can, of so many pixels each. */
export function fit(picture: Size, columns: number, rows: number, cell: Size = HALVES): Size {
  const [widest, highest] = [
    Math.max(1, Math.floor(columns * cell.width)),
    Math.max(1, Math.floor(rows * cell.height)),
  ];
  const ratio = Math.min(widest / picture.width, highest / picture.height);
  const factor = ratio >= 1 ? Math.floor(ratio) : ratio;
  return {
    width: Math.max(1, Math.round(picture.width * factor)),
    height: Math.max(1, Math.round(picture.height * factor)),
  };
}

/** Scales to a size; what becomes smaller is the average of all that falls on a pixel. */
export function scale(picture: Pixels, to: Size): Pixels {
  if (to.width === picture.width && to.height === picture.height) return picture;
  return to.width >= picture.width && to.height >= picture.height
    ? repeated(picture, to)
    : averaged(picture, to);
}

/** Every pixel becomes a block. */
function repeated(picture: Pixels, { width, height }: Size): Pixels {
  const from = new Uint32Array(new Uint8Array(picture.data).buffer);
  const data = new Uint32Array(width * height);
  const columns = Array.from({ length: width }, (_, x) => Math.floor((x * picture.width) / width));
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * picture.height) / height) * picture.width;
    for (let x = 0; x < width; x++) data[y * width + x] = from[row + (columns[x] as number)] as number;
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

/** A weight for each sample of a row or column of the source, from `first` on. */
interface Share {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Area averages, first along a row, then downwards; colours count by their opacity. */
function averaged(picture: Pixels, { width, height }: Size): Pixels {
  const [across, down] = [shares(picture.width, width), shares(picture.height, height)];
  const data = new Uint8Array(width * height * 4);
  const line = new Float64Array(width * 4);
  const sums = new Float64Array(width * 4);
  let lined = -1;
  for (const [y, { first, weights }] of down.entries()) {
    sums.fill(0);
    for (const [offset, weight] of weights.entries()) {
      // Two rows of the target may share one of the source.
      if (lined !== first + offset) averageLine(picture, first + offset, across, line);
      lined = first + offset;
      for (let at = 0; at < line.length; at++)
        sums[at] = (sums[at] as number) + (line[at] as number) * weight;
    }
    writeLine(sums, data, y * width * 4);
  }
  return { width, height, data };
}

/** Which samples fall on each of fewer: the weights of one sum up to 1. */
function shares(from: number, to: number): Share[] {
  const step = from / to;
  return Array.from({ length: to }, (_, index) => {
    const [start, end] = [index * step, Math.min(from, (index + 1) * step)];
    const first = Math.min(from - 1, Math.floor(start));
    const weights = new Float64Array(Math.max(1, Math.ceil(end - 1e-9) - first));
    for (let at = 0; at < weights.length; at++) {
      weights[at] = (Math.min(first + at + 1, end) - Math.max(first + at, start)) / (end - start);
    }
    return { first, weights };
  });
}

/** One row of the source at the width of the target: colours times opacity (0–255), and opacity. */
function averageLine(
  { data, width }: Pixels,
  row: number,
  across: readonly Share[],
  line: Float64Array,
): void {
  let to = 0;
  for (const { first, weights } of across) {
    let [red, green, blue, opacity] = [0, 0, 0, 0];
    let at = (row * width + first) * 4;
    for (let index = 0; index < weights.length; index++, at += 4) {
      const share = (weights[index] as number) * (data[at + 3] as number);
      red += (data[at] as number) * share;
      green += (data[at + 1] as number) * share;
      blue += (data[at + 2] as number) * share;
      opacity += share;
    }
    line[to] = red;
    line[to + 1] = green;
    line[to + 2] = blue;
    line[to + 3] = opacity;
    to += 4;
  }
}

function writeLine(sums: Float64Array, data: Uint8Array, start: number): void {
  for (let at = 0; at < sums.length; at += 4) {
    const opacity = sums[at + 3] as number;
    if (opacity === 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      data[start + at + channel] = Math.round((sums[at + channel] as number) / opacity);
    }
    data[start + at + 3] = Math.round(opacity);
  }
}
