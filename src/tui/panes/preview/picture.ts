/** Pictures, by what the terminal can do. */
import { sanitise } from '../../../view/sanitise.ts';
import { describePicture, type PictureOptions, preparePicture } from '../../picture/picture.ts';
import type { Preview } from '../../state/preview.ts';
import { cutOf, type PreviewedFile } from './previewed-file.ts';

export type PictureWish = PictureOptions;

/** Shows a picture; undefined where the file is none. One that is not shown is described. */
export function picturePreview(file: PreviewedFile, wish: PictureWish): Preview | undefined {
  const kind = describePicture(file.bytes);
  if (kind === undefined) return undefined;
  const plain = { kind, cut: '', head: [], isNumbered: false };
  const cut = cutOf(file);
  if (cut !== '') return { ...plain, cut, lines: said('It is too large to be shown here') };
  try {
    const prepared = preparePicture(file.bytes, wish);
    if (prepared === undefined) return { ...plain, lines: said('It cannot be shown here') };
    if (prepared.kind === 'lines') return { ...plain, lines: prepared.lines };
    const { sequence, erase } = prepared;
    return { ...plain, lines: [], picture: { sequence, ...(erase === undefined ? {} : { erase }) } };
  } catch (error) {
    return { ...plain, lines: said(`It cannot be shown: ${sanitise((error as Error).message)}`) };
  }
}

function said(why: string): string[] {
  return ['', `  ${why}; o opens it with another program.`];
}
