/** Bytes that are no text: each as two digits, and as the character that it may be. */
import type { Style } from '../../../view/style.ts';
import type { Preview } from '../../state/preview.ts';
import { cutOf, type PreviewedFile } from './previewed-file.ts';

/** Bytes that are shown at most. */
const MOST = 65_536;

/** Shows any file. */
export function hexPreview(file: PreviewedFile, { width, style }: HexWish): Preview {
  const shown = Math.min(file.bytes.length, MOST);
  return {
    kind: kindOf(file.bytes),
    cut: cutOf(file, shown),
    head: [],
    lines: hexLines(file.bytes.subarray(0, shown), { width, style }),
    isNumbered: false,
  };
}

export interface HexWish {
  /** Cells. */
  readonly width: number;
  readonly style: Style;
}

/** Lines of as many bytes as there is room for. */
export function hexLines(bytes: Uint8Array, { width, style }: HexWish): string[] {
  const perLine = [16, 8, 4].find(count => cellsOf(count) <= width) ?? 4;
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += perLine)
    lines.push(lineOf(at, bytes.subarray(at, at + perLine), perLine, style));
  return lines;
}

/** An offset of eight digits, three cells a byte, a cell a character, and what is between them. */
function cellsOf(count: number): number {
  return 8 + 2 + 3 * count + (count > 8 ? 1 : 0) + 1 + count;
}

function lineOf(at: number, bytes: Uint8Array, perLine: number, style: Style): string {
  let digits = '';
  let characters = '';
  for (let index = 0; index < perLine; index++) {
    const byte = bytes[index];
    digits += byte === undefined ? '   ' : `${byte.toString(16).padStart(2, '0')} `;
    if (index === 7 && perLine > 8) digits += ' ';
    if (byte !== undefined) characters += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
  }
  return `${style.dim(at.toString(16).padStart(8, '0'))}  ${digits} ${characters}`;
}

/** How files of a kind begin: https://en.wikipedia.org/wiki/List_of_file_signatures */
const SIGNATURES: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^PK\x03\x04/, 'ZIP archive'],
  [/^\x1f\x8b/, 'gzip'],
  [/^BZh/, 'bzip2'],
  [/^\xfd7zXZ\0/, 'xz'],
  [/^\x28\xb5\x2f\xfd/, 'Zstandard'],
  [/^\x89HDF\r\n/, 'HDF5'],
  [/^\x93NUMPY/, 'NumPy array'],
  [/^PAR1/, 'Parquet'],
  [/^ARROW1/, 'Arrow'],
  [/^SQLite format 3\0/, 'SQLite database'],
  [/^GGUF/, 'GGUF model'],
  [/^%PDF-/, 'PDF'],
  [/^\x7fELF/, 'ELF program'],
  [/^\x80[\x02-\x05]/, 'pickle'],
  [/^.{8}\{"/s, 'safetensors'],
];

function kindOf(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return SIGNATURES.find(([pattern]) => pattern.test(start))?.[1] ?? 'binary';
}
