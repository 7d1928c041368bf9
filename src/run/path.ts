/**
 * Paths are bytes to Git and to Linux, strings to everything else. Bytes that are not UTF-8 become lone
 * surrogates U+DC80..U+DCFF, as in Python's `surrogateescape` (PEP 383), and so survive JSON and come back.
 */

// A byte order mark is three bytes of a path like any others.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a path of any bytes. */
export function pathFromBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return escaped(bytes);
  }
}

/** The bytes of a path made by `pathFromBytes`. */
export function pathToBytes(path: string): Buffer {
  if (!/[\udc80-\udcff]/.test(path)) return Buffer.from(path);
  const parts = path.split(/(?<![\ud800-\udbff])([\udc80-\udcff])/);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part),
    ),
  );
}

function escaped(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    text +=
      length === 0
        ? String.fromCharCode(0xdc00 + (bytes[at] as number))
        : decoder.decode(bytes.subarray(at, at + length));
    at += length || 1;
  }
  return text;
}

/** How many bytes the valid UTF-8 sequence at a place has; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  try {
    decoder.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
}
