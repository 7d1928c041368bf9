/** A file whose beginning has been read, and its text where it is one. */
import { formatBytes } from '../../../view/format.ts';
import { sanitise } from '../../../view/sanitise.ts';

export interface PreviewedFile {
  readonly path: string;
  /** Bytes of all of it. */
  readonly size: number;
  /** Those that were read, from the first on. */
  readonly bytes: Uint8Array;
  /** Undefined where it is no text. */
  readonly text: string | undefined;
  /** How the text is written, where that is to be said: `UTF-16`. */
  readonly encoding: string;
}

/** Looks whether some bytes are text. */
export function previewedFile(path: string, bytes: Uint8Array, size: number): PreviewedFile {
  const { text, encoding } = decoded(bytes, bytes.length < size);
  return { path, size, bytes, text, encoding };
}

/** What of a file was not read: `the first 256 kB of 3.1 MB`; empty where all of it was. */
export function cutOf({ bytes, size }: PreviewedFile, shown = bytes.length): string {
  return shown < size ? `the first ${formatBytes(shown)} of ${formatBytes(size)}` : '';
}

/** UTF-16 units of a line that are shown at most: who wants more of it opens the file. */
export const LONGEST = 1000;

/** Makes a line, or a value, safe to show, and cuts it where nobody reads on. */
export function boundedLine(text: string, most = LONGEST): string {
  if (text.length <= most) return sanitise(text);
  // Half of a character would be shown as what it is not.
  return `${sanitise(text.slice(0, most).replace(/[\ud800-\udbff]$/, ''))}…`;
}

interface Decoded {
  readonly text: string | undefined;
  readonly encoding: string;
}

const NO_TEXT: Decoded = { text: undefined, encoding: '' };

function decoded(bytes: Uint8Array, isCut: boolean): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return as('utf-16le', 'UTF-16', bytes, isCut);
  if (first === 0xfe && second === 0xff) return as('utf-16be', 'UTF-16', bytes, isCut);
  if (looksBinary(bytes)) return NO_TEXT;
  const text = as('utf-8', '', bytes, isCut);
  return text.text === undefined ? as('latin1', 'Latin-1', bytes, isCut) : text;
}

/** What is cut in the middle of a character is no error: more would have come. */
function as(label: string, encoding: string, bytes: Uint8Array, isCut: boolean): Decoded {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes, { stream: isCut }), encoding };
  } catch {
    return NO_TEXT;
  }
}

/** So many bytes tell what a file is. */
const TELLING = 8192;

/** Text has no NUL, and hardly any control character but those that lay it out. */
function looksBinary(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, TELLING);
  let controls = 0;
  for (const byte of start) {
    if (byte === 0) return true;
    if (byte < 0x20 && !LAYOUT.has(byte)) controls++;
  }
  return controls > start.length / 20;
}

/** Backspace, tab, line feed, form feed, carriage return, escape: logs are full of them. */
const LAYOUT: ReadonlySet<number> = new Set([8, 9, 10, 12, 13, 27]);
