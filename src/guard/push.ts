/** What a push asks for, as Git tells its hooks: https://git-scm.com/docs/githooks#pre-receive */
import type { RefChange } from '../git/repository.ts';
import { RUNS } from '../run/run-ref.ts';

/** Reads the lines of a push, `<old> <new> <ref>`; only refs of ours are told. */
export function readPush(lines: string): RefChange[] {
  return lines.split('\n').flatMap((line): RefChange[] => {
    const [, from = '', to = '', name = ''] = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (.+)$/.exec(line) ?? [];
    if (!name.startsWith(RUNS)) return [];
    return [{ name, ...(isNone(from) ? {} : { from }), ...(isNone(to) ? {} : { to }) }];
  });
}

/** Zeros stand for no commit. */
function isNone(oid: string): boolean {
  return /^0+$/.test(oid);
}
