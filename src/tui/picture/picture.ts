/** A file with a picture → what shows it in the terminal. */
import { CorruptRecordError } from '../../run/errors.ts';
import { decodePicture } from './decode.ts';
import { DOTS, dots } from './dots.ts';
import { encodePng } from './encode-png.ts';
import { type Background, onGround } from './ground.ts';
import { type ColourDepth, halfBlocks } from './half-blocks.ts';
import { iterm2Picture } from './iterm2.ts';
import { deleteKitty, kittyPicture } from './kitty.ts';
import { type PictureKind, pictureKind, pictureSize, refuseHuge, type Size } from './pixels.ts';
import { fit, scale } from './scale.ts';
import { sixelPicture } from './sixel.ts';
import { soundPng } from './sound-png.ts';

export interface PictureOptions {
  /** Cells, at most. */
  readonly columns: number;
  readonly rows: number;
  /** What the terminal can do; `blocks` is coloured text. */
  readonly how: 'kitty' | 'iterm2' | 'sixel' | 'blocks';
  /** Bits of a colour; 1 for none. Only of concern to `blocks`. */
  readonly depth: ColourDepth | 1;
  readonly background: Background;
  /** Of a cell of the terminal, in pixels, as far as it is known. */
  readonly cell?: Size;
  /** By which kitty knows the picture; a new one takes the place of an old one. */
  readonly id?: number;
}

export type PreparedPicture =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | {
      readonly kind: 'sequence';
      /** To be written with the cursor at the left upper corner. */
      readonly sequence: string;
      /** Takes the picture away; where there is none, text over it does. */
      readonly erase?: string;
      /** Cells that the picture covers. */
      readonly columns: number;
      readonly rows: number;
    };

/** Bytes that are handed to a terminal as they are; a larger file is scaled first. */
const MOST_PASSED_ON = 4e6;

/** The longer side, in pixels, up to which a terminal's own smooth enlarging would blur what is looked for. */
const SMALL = 128;

const CELL: Size = { width: 10, height: 20 };

/** Prepares a picture; undefined where its kind cannot be shown so. Throws CorruptRecordError or TooLargeError. */
export function preparePicture(bytes: Uint8Array, options: PictureOptions): PreparedPicture | undefined {
  const kind = pictureKind(bytes);
  if (kind === undefined) return undefined;
  const size = pictureSize(bytes);
  if (size === undefined) throw new CorruptRecordError(`the ${NAMES[kind]}`, 'its header gives no size');
  refuseHuge(bytes, size);
  if (options.how === 'blocks') return asLines(bytes, options);
  const shown = fit(size, options.columns, options.rows, options.cell ?? CELL);
  const sequence = SEQUENCES[options.how]({ bytes, kind, size, shown, options });
  if (sequence === undefined) return undefined;
  return { kind: 'sequence', ...sequence, ...cellsOf(shown, options) };
}

/** What a picture is: `PNG, 640 × 480`; undefined where it is none. */
export function describePicture(bytes: Uint8Array): string | undefined {
  const kind = pictureKind(bytes);
  if (kind === undefined) return undefined;
  const size = pictureSize(bytes);
  return size === undefined ? NAMES[kind] : `${NAMES[kind]}, ${size.width} × ${size.height}`;
}

const NAMES: Readonly<Record<PictureKind, string>> = {
  png: 'PNG',
  jpeg: 'JPEG',
  gif: 'GIF',
  webp: 'WebP',
  bmp: 'BMP',
};

function asLines(bytes: Uint8Array, options: PictureOptions): PreparedPicture | undefined {
  const { columns, rows, depth, background } = options;
  const picture = decodePicture(bytes);
  if (picture === undefined) return undefined;
  if (depth === 1) {
    const small = onGround(scale(picture, fit(picture, columns, rows, DOTS)), background, 'plain');
    return { kind: 'lines', lines: dots(small, background) };
  }
  // The greys of the board are none of the sixteen colours.
  const ground = depth === 4 ? 'plain' : 'board';
  const small = onGround(scale(picture, fit(picture, columns, rows)), background, ground);
  return { kind: 'lines', lines: halfBlocks(small, depth) };
}

interface Showing {
  readonly bytes: Uint8Array;
  readonly kind: PictureKind;
  readonly size: Size;
  /** The size at which it is to be seen. */
  readonly shown: Size;
  readonly options: PictureOptions;
}

type Sequence = (showing: Showing) => { readonly sequence: string; readonly erase?: string } | undefined;

const SEQUENCES: Readonly<Record<'kitty' | 'iterm2' | 'sixel', Sequence>> = {
  kitty: showing => {
    const { bytes, kind, shown, options } = showing;
    const png = kind === 'png' && canPassOn(showing) ? soundPng(bytes) : scaledPng(bytes, shown);
    const id = options.id ?? 1;
    return png && { sequence: kittyPicture(png, { ...cellsOf(shown, options), id }), erase: deleteKitty(id) };
  },
  iterm2: showing => {
    const { bytes, kind, shown, options } = showing;
    const known = kind === 'png' || kind === 'jpeg' || kind === 'gif';
    const file = known && canPassOn(showing) ? bytes : scaledPng(bytes, shown);
    return file && { sequence: iterm2Picture(file, cellsOf(shown, options)) };
  },
  sixel: ({ bytes, shown, options }) => {
    const picture = decodePicture(bytes);
    return picture && { sequence: sixelPicture(onGround(scale(picture, shown), options.background)) };
  },
};

/** Whether the terminal can have the file itself and scale it. */
function canPassOn({ bytes, kind, size, shown }: Showing): boolean {
  if (bytes.length > MOST_PASSED_ON) return false;
  return kind === 'gif' || shown.width <= size.width || Math.max(size.width, size.height) > SMALL;
}

function scaledPng(bytes: Uint8Array, shown: Size): Uint8Array | undefined {
  const picture = decodePicture(bytes);
  return picture && encodePng(scale(picture, shown));
}

function cellsOf(shown: Size, { cell = CELL }: PictureOptions): { columns: number; rows: number } {
  return { columns: Math.ceil(shown.width / cell.width), rows: Math.ceil(shown.height / cell.height) };
}
