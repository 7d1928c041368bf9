/** SVG → PNG, by resvg, with a font of our own: a machine that trains has none, often enough. */
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** The files that it takes. */
export interface PngParts {
  /** resvg, as WebAssembly. */
  readonly wasm: Uint8Array;
  /** Of TrueType. */
  readonly font: Uint8Array;
}

let ready: Promise<void> | undefined;

/** Paints a picture, a pixel for each of its own. */
export async function pngOf(svg: string, { wasm, font }: PngParts): Promise<Uint8Array> {
  ready ??= initWasm(new Uint8Array(wasm));
  await ready;
  const options = { font: { fontBuffers: [font], defaultFontFamily: 'Arimo', sansSerifFamily: 'Arimo' } };
  const resvg = new Resvg(svg, options);
  try {
    const image = resvg.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}
