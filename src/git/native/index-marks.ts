/**
 * What `git status` does not tell of the index, from its file: https://git-scm.com/docs/gitformat-index. To ask
 * `git ls-files -v` beside `git status` takes a third as long again where there are two processors.
 */
import { pathFromBytes } from '../../run/path.ts';
import type { Gitlink, Marks } from '../work-tree-files.ts';

const HEADER = 12;
/** Of an entry, before its id and its flags. */
const STAT = 40;

export interface IndexFacts {
  /** Bytes of an object id. */
  readonly idLength: number;
  readonly isSparse: boolean;
}

/** Reads versions 2 and 3; undefined for an index of which only Git can tell: compressed, split, sparse, damaged. */
export function readIndexMarks(bytes: Buffer, { idLength, isSparse }: IndexFacts): Marks | undefined {
  if (bytes.length < HEADER + idLength || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) return undefined;
  const hidden: string[] = [];
  const gitlinks: Gitlink[] = [];
  let sparse = 0;
  const [fixed, last] = [STAT + idLength + 2, bytes.length - idLength];
  let at = HEADER;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    if (at + fixed + 2 > last) return undefined;
    const flags = bytes.readUInt16BE(at + fixed - 2);
    const isExtended = (flags & 0x4000) !== 0;
    const start = at + fixed + (isExtended ? 2 : 0);
    const length = flags & 0xfff;
    const end = length < 0xfff ? start + length : bytes.indexOf(0, start + length);
    const isSkipped = isExtended && (bytes.readUInt16BE(at + fixed) & 0x4000) !== 0;
    if (isSkipped && isSparse) sparse++;
    if (isSkipped ? !isSparse : (flags & 0x8000) !== 0) {
      hidden.push(pathFromBytes(bytes.subarray(start, end)));
    }
    // Mode 160000, as four bytes.
    if (bytes[at + 26] === 0xe0) {
      const oid = bytes.toString('hex', at + STAT, at + STAT + idLength);
      noteGitlink(gitlinks, pathFromBytes(bytes.subarray(start, end)), oid, (flags >> 12) & 3);
    }
    // Entries are padded with one to eight zeros.
    at = end + 8 - ((end - at) % 8);
  }
  if (!onlyOptional(bytes, at, last)) return undefined;
  return { hidden, converts: bytes.includes('.gitattributes\0'), gitlinks, sparse };
}

/** Adds a gitlink to a list in the order of paths; of one that is unmerged the commit is ours, stage 2, if there is one. */
export function noteGitlink(list: Gitlink[], path: string, oid: string, stage: number): void {
  const last = list.at(-1);
  const isAgain = last?.path === path;
  if (isAgain && stage === 2) list.pop();
  if (!isAgain || stage === 2) list.push({ path, oid, unmerged: stage > 0 });
}

/** Extensions with a capital letter may be passed over; the others change what the entries mean. */
function onlyOptional(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  for (; at + 8 <= end; at += 8 + bytes.readUInt32BE(at + 4)) {
    const letter = bytes[at] as number;
    if (letter < 0x41 || letter > 0x5a) return false;
  }
  return at === end;
}
