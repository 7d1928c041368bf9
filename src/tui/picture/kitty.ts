/** Pictures by the graphics protocol of kitty: https://sw.kovidgoyal.net/kitty/graphics-protocol/ */

/** Where a picture goes: cells, and the number by which it is deleted. */
export interface KittyPlace {
  readonly columns: number;
  readonly rows: number;
  /** From 1 to 4294967295. */
  readonly id: number;
}

/** Base64 a sequence, at most. */
const CHUNK = 4096;

/** Shows a PNG at the cursor, which stays where it is; the terminal does not answer. */
export function kittyPicture(png: Uint8Array, { columns, rows, id }: KittyPlace): string {
  const text = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString('base64');
  const keys = `a=T,f=100,i=${id},c=${columns},r=${rows},C=1,q=2,`;
  let sequence = '';
  for (let at = 0; at === 0 || at < text.length; at += CHUNK) {
    const more = at + CHUNK < text.length ? 1 : 0;
    sequence += `\x1b_G${at === 0 ? keys : ''}m=${more};${text.slice(at, at + CHUNK)}\x1b\\`;
  }
  return sequence;
}

/** Takes a picture away, also from the memory of the terminal. */
export function deleteKitty(id: number): string {
  return `\x1b_Ga=d,d=I,i=${id},q=2\x1b\\`;
}
