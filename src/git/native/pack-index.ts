/** The index of a pack, https://git-scm.com/docs/gitformat-pack: read here, since there can be a thousand of them. */

const MAGIC = 0xff744f63;
const FANOUT = 8;
const IDS = FANOUT + 256 * 4;
/** An offset with this bit is that of a long one, behind the others. */
const LONG = 0x80000000;

/** Ids in the order of the pack, of ids of `width` bytes; undefined where it is of another version, or cut off. */
export function parsePackIndex(content: Buffer, width: number): string[] | undefined {
  if (content.length < IDS || content.readUInt32BE(0) !== MAGIC || content.readUInt32BE(4) !== 2)
    return undefined;
  const count = content.readUInt32BE(IDS - 4);
  const offsets = IDS + count * (width + 4);
  if (content.length < offsets + count * 4 + 2 * width) return undefined;
  const places = Array.from({ length: count }, (_, at) => ({
    at,
    offset: offsetAt(content, offsets, at, count),
  }));
  return places
    .sort((one, other) => one.offset - other.offset)
    .map(({ at }) => content.toString('hex', IDS + at * width, IDS + (at + 1) * width));
}

function offsetAt(content: Buffer, offsets: number, at: number, count: number): number {
  const offset = content.readUInt32BE(offsets + at * 4);
  if (offset < LONG) return offset;
  return Number(content.readBigUInt64BE(offsets + count * 4 + (offset - LONG) * 8));
}
