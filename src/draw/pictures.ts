/** Pictures of figures. Built as a file of its own, `dist/pictures.cjs`: a megabyte that only they need. */
export { type PngParts, pngOf } from './png.ts';
export { type PictureSize, svgOf } from './svg.ts';
