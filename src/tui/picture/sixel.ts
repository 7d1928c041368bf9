/** Pictures as sixels: https://www.vt100.net/docs/vt3xx-gp/chapter14.html */
import { indexed } from './palette.ts';
import type { Pixels } from './pixels.ts';

/** Rows of a band: a character has a bit for each. */
const BAND = 6;

/** Shows an opaque picture at the cursor, a pixel for each of its own; where the cursor goes is up to the terminal. */
export function sixelPicture(picture: Pixels): string {
  const { width, height } = picture;
  const { palette, indices } = indexed(picture);
  const percent = (value: number) => Math.round((value * 100) / 255);
  const registers = palette.map((colour, index) => `#${index};2;${colour.map(percent).join(';')}`);
  const bands = bandsOf(indices, picture, palette.length);
  return `\x1bP0;1;0q"1;1;${width};${height}${registers.join('')}${bands.join('-')}\x1b\\`;
}

/** What is written of a colour in a band, and the run that is still going on. */
interface Trace {
  text: string;
  /** A row of the band for each, the lowest the uppermost. */
  bits: number;
  from: number;
  /** The first column behind it. */
  to: number;
}

/** Of each band its colours, one after the other, each from the left. */
function bandsOf(indices: Uint8Array, { width, height }: Pixels, colours: number): string[] {
  const bits = new Uint8Array(colours);
  return Array.from({ length: Math.ceil(height / BAND) }, (_, band) => {
    const traces = new Map<number, Trace>();
    const rows = Math.min(BAND, height - band * BAND);
    for (let x = 0; x < width; x++) {
      const here: number[] = [];
      for (let row = 0; row < rows; row++) {
        const colour = indices[(band * BAND + row) * width + x] as number;
        if (bits[colour] === 0) here.push(colour);
        bits[colour] = (bits[colour] as number) | (1 << row);
      }
      for (const colour of here) {
        const trace = traces.get(colour) ?? { text: '', bits: 0, from: 0, to: x };
        traces.set(colour, trace);
        draw(trace, x, bits[colour] as number);
        bits[colour] = 0;
      }
    }
    return [...traces].map(([colour, trace]) => `#${colour}${trace.text}${run(trace)}`).join('$');
  });
}

/** Goes on with a run, or ends it and begins another, where there is none in between with a blank one. */
function draw(trace: Trace, x: number, bits: number): void {
  if (trace.to < x) {
    trace.text += run(trace);
    Object.assign(trace, { bits: 0, from: trace.to, to: x });
  }
  if (trace.bits !== bits) {
    trace.text += run(trace);
    Object.assign(trace, { bits, from: x });
  }
  trace.to = x + 1;
}

function run({ bits, from, to }: Trace): string {
  const sign = String.fromCharCode(63 + bits);
  return to - from > 3 ? `!${to - from}${sign}` : sign.repeat(to - from);
}
