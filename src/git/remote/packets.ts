/** The packets Git's protocols are made of: https://git-scm.com/docs/gitprotocol-common#_pkt_line_format */
import { CorruptRecordError } from '../../run/errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** What a packet holds, or the mark it is. */
export type Packet = Buffer | 'flush' | 'delimiter' | 'end';

export const FLUSH = '0000';
export const DELIMITER = '0001';

const MARKS: Readonly<Record<number, 'flush' | 'delimiter' | 'end'>> = {
  0: 'flush',
  1: 'delimiter',
  2: 'end',
};

/** Prints a line as a packet. */
export function packet(line: string): string {
  const content = `${line}\n`;
  return (Buffer.byteLength(content) + 4).toString(16).padStart(4, '0') + content;
}

/** Reads the next packet; undefined where the stream has ended. Throws CorruptRecordError. */
export async function readPacket(reader: ByteReader): Promise<Packet | undefined> {
  if ((await reader.peek(1)).length === 0) return undefined;
  const digits = (await reader.take(4)).toString('latin1');
  const length = /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : 3;
  if (length >= 4) return reader.take(length - 4);
  const mark = MARKS[length];
  if (mark === undefined)
    throw new CorruptRecordError('the answer', `it has no packet where '${digits}' stands`);
  return mark;
}

/** The text of a packet, without its final line break. */
export function textOf(content: Buffer): string {
  return content.toString().replace(/\n$/, '');
}
