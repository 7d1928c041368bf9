/**
 * The hook itself: a few lines of shell that let by at once what is no push of runs, and ask git-run about the rest.
 *
 * It is a `pre-receive` hook, which sees a push as a whole while its objects still lie in quarantine. An `update` hook
 * could refuse one ref and take the others, but it runs after what was pushed has been stored, and once a ref: sixty
 * seconds for a thousand runs, where one process takes a few. All refs that are refused are named, so that the rest
 * can be pushed again without them.
 */
import { isAbsolute } from 'node:path';

/** The name of the hook. */
export const HOOK = 'pre-receive';

/** What is added to the name of a hook that was there before, and runs first. */
export const BEFORE = '.before-git-run';

const MARK = '# A hook of git-run, version 1.';

/** Whether a file is a hook of ours, of any version. */
export function isOurs(text: string): boolean {
  return /^# A hook of git-run, version \d+\.$/m.test(text);
}

/**
 * Writes the hook. It calls the git-run that installed it, by words of a shell (`quote` makes them), since PATH is
 * hardly set where sshd and web servers run hooks; that on PATH where it has gone. With neither, runs are refused.
 */
export function hookText(words: readonly string[], quote: (word: string) => string): string {
  const there = words.filter(word => isAbsolute(word)).map(word => `[ -e ${quote(word)} ]`);
  return `#!/bin/sh
${MARK}
# It guards refs/runs/ against what is not sound and who may not delete: git run help hook.
# \`git run hook install\` writes it anew: keep what is your own in another file.
pushed=$(cat)
before=$0${BEFORE}
if [ -x "$before" ]; then
  printf '%s\\n' "$pushed" | "$before" "$@" || exit
fi
case $pushed in
*' refs/runs/'*) ;;
*) exit 0 ;;
esac
if ${there.length === 0 ? 'false' : there.join(' && ')}; then
  set -- ${words.map(quote).join(' ')}
elif command -v git-run > /dev/null; then
  set -- git-run
else
  echo 'git-run: refused refs/runs: git-run, which guards them here, is not found on this server' >&2
  echo 'git-run: tell who runs it; branches and tags can be pushed without the runs' >&2
  exit 1
fi
printf '%s\\n' "$pushed" | "$@" hook receive
`;
}
