/** What `git push --porcelain` prints of each ref: https://git-scm.com/docs/git-push#_output */
import { explainRefusal } from '../explain-transfer.ts';
import type { PushedRef } from '../remotes.ts';

/** By the name of the ref there. Of a push that broke off, those it had come to. */
export function parsePushed(printed: string): Map<string, PushedRef> {
  const found = new Map<string, PushedRef>();
  for (const line of printed.split('\n')) {
    const [flag = '', refs = '', summary = ''] = line.split('\t');
    const name = refs.slice(refs.lastIndexOf(':') + 1);
    if (flag.length !== 1 || name === '') continue;
    found.set(name, { name, ...outcomeOf(flag, summary) });
  }
  return found;
}

/** In Git's words, and in those of a remote where somebody was quicker by a moment. */
const MOVED =
  /^(?:stale info|fetch first|non-fast-forward|needs force|already exists|reference already exists|incorrect old value provided)$/;

/** The reason stands in brackets at the end: `[rejected] (stale info)`. */
function outcomeOf(flag: string, summary: string): Omit<PushedRef, 'name'> {
  if (flag !== '!') return { outcome: 'done' };
  const why = /\((.*)\)$/s.exec(summary)?.[1] ?? summary;
  return MOVED.test(why) ? { outcome: 'moved' } : { outcome: 'refused', why: explainRefusal(why) };
}
