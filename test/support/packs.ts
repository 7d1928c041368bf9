/** Packs made by hand, sound and unsound: https://git-scm.com/docs/gitformat-pack */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

export type MadeEntry =
  | {
      readonly type: 'commit' | 'tree' | 'blob' | 'tag';
      readonly content: Buffer | string;
      readonly size?: number;
    }
  /** Of the entry that stands so many before it, or of an id. */
  | { readonly back: number | string; readonly content: Buffer; readonly size?: number };

const KINDS = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

/** Prints a pack; `size` of an entry is what it says, where that is not the truth. */
export function packOf(entries: readonly MadeEntry[], count = entries.length): Buffer {
  const head = Buffer.alloc(12, 'PACK');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(count, 8);
  const parts = [head];
  const starts: number[] = [];
  let at = head.length;
  for (const [index, entry] of entries.entries()) {
    const content = Buffer.from(entry.content as Buffer);
    const size = entry.size ?? content.length;
    const base = 'back' in entry ? entry.back : undefined;
    const kind = 'type' in entry ? KINDS[entry.type] : typeof base === 'number' ? 6 : 7;
    starts.push(at);
    const printed = Buffer.concat([
      header(kind, size),
      typeof base === 'number'
        ? offset(at - (starts[index - base] ?? at + 1))
        : Buffer.from(base ?? '', 'hex'),
      deflateSync(content),
    ]);
    parts.push(printed);
    at += printed.length;
  }
  const pack = Buffer.concat(parts);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

function header(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size & 15)];
  for (let left = Math.floor(size / 16); left > 0; left = Math.floor(left / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) as number) | 0x80;
    bytes.push(left & 0x7f);
  }
  return Buffer.from(bytes);
}

function offset(distance: number): Buffer {
  const bytes = [distance & 0x7f];
  for (let left = distance >> 7; left > 0; left >>= 7) bytes.unshift((--left & 0x7f) | 0x80);
  return Buffer.from(bytes);
}

/** Cuts bytes as a network does. */
export async function* inPieces(bytes: Buffer, size = bytes.length): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A delta that makes `content` of a base of so many bytes, with nothing of it. */
export function deltaOf(base: number, content: Buffer): Buffer {
  const parts = [size(base), size(content.length)];
  for (let at = 0; at < content.length; at += 127) {
    const piece = content.subarray(at, at + 127);
    parts.push(Buffer.from([piece.length]), piece);
  }
  return Buffer.concat(parts);
}

/** A size as deltas print it. */
export function size(value: number): Buffer {
  const bytes = [];
  for (let left = value; bytes.length === 0 || left > 0; left = Math.floor(left / 128))
    bytes.push((left % 128) | (left >= 128 ? 0x80 : 0));
  return Buffer.from(bytes);
}

/** The id of an object. */
export function idOf(type: string, content: Buffer | string): string {
  const bytes = Buffer.from(content as Buffer);
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}
