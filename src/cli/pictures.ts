/**
 * The door to what the build makes of `draw/`: files of their own in `dist/`, a megabyte each, that only those load who
 * draw. The program finds them there whether it is built itself or runs from its source.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as Pictures from '../draw/pictures.ts';
import { UsageError } from '../run/errors.ts';
import type { Figure } from '../view/figure/figure.ts';
import type { PageScript } from '../view/html/page.ts';

/** Draws figures, one below the other, as one SVG; sizes are of each. */
export function drawSvg(figures: readonly Figure[], size: Pictures.PictureSize): string {
  return pictures().svgOf(figures, size);
}

/** Paints an SVG of ours as PNG, with a font of ours. */
export async function drawPng(svg: string): Promise<Uint8Array> {
  const [wasm, font] = await Promise.all(['resvg.wasm', 'arimo.ttf'].map(name => readFile(built(name))));
  return pictures().pngOf(svg, { wasm: wasm as Buffer, font: font as Buffer });
}

/** The program that every page of plots carries. */
export async function pageScript(): Promise<PageScript> {
  const code = await readFile(built('page.js'), 'utf8');
  return { code, sha256: createHash('sha256').update(code).digest('base64') };
}

function pictures(): typeof Pictures {
  return requireHere()(built('pictures.cjs'));
}

/** By `imports` of package.json. Only a clone that was never built has none of them. */
function built(name: string): string {
  try {
    return requireHere().resolve(`#dist/${name}`);
  } catch {
    throw new UsageError(`dist/${name} is missing`, 'npm run build');
  }
}

/** Only where something is drawn: the manual is written by a program that is no file. */
function requireHere(): NodeJS.Require {
  return createRequire(import.meta.url);
}
