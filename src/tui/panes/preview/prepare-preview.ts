/** A file made ready to be looked at, by what is in it; the variants are a list, a line each. */

import { formatBytes } from '../../../view/format.ts';
import type { Style } from '../../../view/style.ts';
import type { Preview } from '../../state/preview.ts';
import { csvPreview } from './csv.ts';
import { hexPreview } from './hex.ts';
import { jsonPreview } from './json.ts';
import { markdownPreview } from './markdown.ts';
import { type PictureWish, picturePreview } from './picture.ts';
import { type PreviewedFile, previewedFile } from './previewed-file.ts';
import { textPreview } from './text.ts';

export interface PreviewWish {
  readonly style: Style;
  /** Cells. */
  readonly width: number;
  readonly height: number;
  /** How pictures are shown; their room is that of the preview. */
  readonly picture: Omit<PictureWish, 'columns' | 'rows'>;
}

type Variant = (file: PreviewedFile, wish: PreviewWish) => Preview | undefined;

/** The first that takes the file for one of its own has it. */
const VARIANTS: readonly Variant[] = [
  (file, { picture, width, height }) => picturePreview(file, { ...picture, columns: width, rows: height }),
  (file, wish) => markdownPreview(file, wish),
  (file, wish) => jsonPreview(file, wish),
  (file, wish) => csvPreview(file, wish),
  file => textPreview(file),
];

export interface ReadFile {
  readonly path: string;
  /** Those that were read, from the first on. */
  readonly bytes: Uint8Array;
  /** Bytes of all of it. */
  readonly size: number;
}

/** Prepares a file of any origin; what nobody knows is shown byte by byte. */
export function preparePreview({ path, bytes, size }: ReadFile, wish: PreviewWish): Preview {
  if (bytes.length === 0) return emptyPreview(size, wish.style);
  const file = previewedFile(path, bytes, size);
  for (const variant of VARIANTS) {
    const preview = variant(file, wish);
    if (preview !== undefined) return preview;
  }
  return hexPreview(file, wish);
}

function emptyPreview(size: number, style: Style): Preview {
  const text = size === 0 ? 'the file is empty' : `nothing of ${formatBytes(size)} could be read`;
  return { kind: 'empty', cut: '', head: [], lines: ['', style.dim(`  ${text}`)], isNumbered: false };
}
