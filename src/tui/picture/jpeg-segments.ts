/** The segments of a JPEG, walked without decoding: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B. */

/** A segment: its marker, and where its content lies. */
interface Segment {
  /** The byte after 0xff. */
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** What the frame header says; undefined where there is none. */
export function jpegFrame(bytes: Uint8Array):
  | {
      readonly width: number;
      readonly height: number;
      /** Bits a sample. */
      readonly precision: number;
    }
  | undefined {
  for (const { marker, start, end } of segments(bytes)) {
    if (!isFrame(marker) || end - start < 6) continue;
    return { precision: bytes[start] ?? 0, height: word(bytes, start + 1), width: word(bytes, start + 3) };
  }
  return undefined;
}

/** How often the picture is gone over: once, or for each step of a progressive one. */
export function jpegScans(bytes: Uint8Array): number {
  let scans = 0;
  for (const { marker } of segments(bytes)) if (marker === SCAN) scans++;
  return scans;
}

const SCAN = 0xda;
const END = 0xd9;

/** SOF0 to SOF15, but for three of that row that mean something else: DHT, JPG, DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function* segments(bytes: Uint8Array): Generator<Segment> {
  let at = 2;
  for (;;) {
    at = nextMarker(bytes, at);
    const marker = bytes[at + 1];
    if (marker === undefined || marker === END) return;
    const start = at + 4;
    const end = at + 2 + Math.max(2, word(bytes, at + 2));
    if (end > bytes.length) return;
    yield { marker, start, end };
    at = end;
  }
}

/** Passes over coded samples, in which 0xff is followed by 0, by a restart marker or by another 0xff. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}
