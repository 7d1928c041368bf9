/** A stream of bytes, read in the pieces that a format is made of. */
import { CorruptRecordError } from '../../run/errors.ts';

export interface ByteReader {
  /** Looks at what has come and is not yet read: so many bytes at least, fewer only where the stream ends. */
  peek(least: number): Promise<Buffer>;
  /** Passes over bytes that were looked at. */
  skip(count: number): void;
  /** Reads exactly so many bytes. Throws CorruptRecordError where the stream ends before. */
  take(count: number): Promise<Buffer>;
  /** How many bytes were read. */
  position(): number;
}

/** Reads a stream; `onRead` sees each byte once, in order. */
export function byteReader(
  bytes: AsyncIterable<Uint8Array>,
  onRead: (piece: Buffer) => void = () => {},
): ByteReader {
  const source = bytes[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let position = 0;
  const reader: ByteReader = {
    async peek(least) {
      if (held.length >= least) return held;
      const pieces = [held];
      let length = held.length;
      while (length < least) {
        const { done, value } = await source.next();
        if (done) break;
        pieces.push(Buffer.from(value.buffer, value.byteOffset, value.length));
        length += value.length;
      }
      held = pieces.length === 2 && pieces[0]?.length === 0 ? (pieces[1] as Buffer) : Buffer.concat(pieces);
      return held;
    },
    skip(count) {
      onRead(held.subarray(0, count));
      held = held.subarray(count);
      position += count;
    },
    async take(count) {
      const piece = (await reader.peek(count)).subarray(0, count);
      if (piece.length < count) throw new CorruptRecordError('the answer', 'it breaks off');
      reader.skip(count);
      return piece;
    },
    position: () => position,
  };
  return reader;
}
