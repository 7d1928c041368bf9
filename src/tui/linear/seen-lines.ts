/** The lines of a page that come into sight when one moves in it. */

import { unstyled } from '../../view/style.ts';
import type { DocState } from '../state/doc.ts';

/** Those that were not in sight before; all that are, of a page that is new. `height` is how many are in sight. */
export function seenLines(before: DocState | undefined, after: DocState, height: number): string[] {
  const { lines, top, hit, cursor } = after;
  if (after.trouble !== undefined) return after.trouble === before?.trouble ? [] : after.trouble.split('\n');
  const isNew = before?.lines !== lines;
  if (!isNew && hit !== undefined && hit !== before.hit) return [numbered(lines, hit)];
  if (!isNew && cursor !== undefined && cursor !== before.cursor) return [unstyled(lines[cursor] ?? '')];
  if (!isNew && top === before.top) return [];
  const end = Math.min(top + height, lines.length);
  const seen = (at: number) => !isNew && at >= before.top && at < before.top + height;
  const said: string[] = [];
  for (let at = top; at < end; at++) if (!seen(at)) said.push(unstyled(lines[at] as string));
  const isAll = top === 0 && end === lines.length;
  return isAll || said.length < 2 ? said : [...said, `lines ${top + 1} to ${end} of ${lines.length}`];
}

function numbered(lines: readonly string[], at: number): string {
  return `line ${at + 1} of ${lines.length}: ${unstyled(lines[at] ?? '').trim()}`;
}
