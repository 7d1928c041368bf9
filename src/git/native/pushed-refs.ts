/** What `git push --porcelain` prints of each ref: https://git-scm.com/docs/git-push#_output */
import { explainRefusal } from '../explain-transfer.ts';
import type { PushedRef } from '../remotes.ts';

/**
 * By the name of the ref there. Of a push that broke off, those it had come to. `said`: what the remote said beside,
 * where a hook of ours names the refs it refuses.
 */
export function parsePushed(printed: string, said = ''): Map<string, PushedRef> {
  const lines = printed.split('\n').map(partsOf);
  const refused = refusedByHook(said, lines);
  const found = new Map<string, PushedRef>();
  for (const { flag, name, summary } of lines) {
    if (flag.length !== 1 || name === '') continue;
    found.set(name, { name, ...(byHook(refused, name, summary) ?? outcomeOf(flag, summary, said)) });
  }
  return found;
}

function partsOf(line: string) {
  const [flag = '', refs = '', summary = ''] = line.split('\t');
  return { flag, name: refs.slice(refs.lastIndexOf(':') + 1), summary };
}

/** What was refused, or what to do. */
const LINE = /^remote: git-run: (?:refused (\S+): | {2})([^\r\n]*?)\s*$/gm;

type Reason = Pick<PushedRef, 'why' | 'remedy'>;

/** Of these refs, by what `view/judgement.ts` prints: remedies stand below the refs that they are for. */
function refusedByHook(
  said: string,
  refs: readonly { readonly name: string }[],
): ReadonlyMap<string, Reason> {
  const names = new Set(refs.map(({ name }) => name));
  const refused = new Map<string, Reason>();
  let below: readonly string[] = [];
  let isBelow = false;
  // From the end: a remedy is known before the refs above it are.
  for (const [, ref, text = ''] of [...said.matchAll(LINE)].reverse()) {
    if (ref === undefined) below = isBelow ? [text, ...below] : [text];
    else if (names.has(ref))
      refused.set(ref, { why: text, ...(below.length === 0 ? {} : { remedy: below.join('\n') }) });
    isBelow = ref === undefined;
  }
  return refused;
}

function byHook(
  refused: ReadonlyMap<string, Reason>,
  name: string,
  summary: string,
): Omit<PushedRef, 'name'> | undefined {
  if (refused.size === 0 || !summary.includes('(pre-receive hook declined)')) return undefined;
  const reason = refused.get(name);
  return reason === undefined ? { outcome: 'held up' } : { outcome: 'refused', ...reason };
}

/** In Git's words, and in those of a remote where somebody was quicker by a moment. */
const MOVED =
  /^(?:stale info|fetch first|non-fast-forward|needs force|already exists|reference already exists|incorrect old value provided)$/;

/** Git's words for a push of which nothing is taken: what the remote says beside them is of all its refs. */
const OF_ALL = /^(?:pre-receive hook declined|unpacker error)$/;

/** The reason stands in brackets at the end: `[rejected] (stale info)`. */
function outcomeOf(flag: string, summary: string, said: string): Omit<PushedRef, 'name'> {
  if (flag !== '!') return { outcome: 'done' };
  const words = /\((.*)\)$/s.exec(summary)?.[1] ?? summary;
  if (MOVED.test(words)) return { outcome: 'moved' };
  const { tooMuch, ...reason } = explainRefusal(words, OF_ALL.test(words) ? ofHost(said) : undefined);
  return { outcome: tooMuch ? 'too much' : 'refused', ...reason };
}

function ofHost(said: string): string {
  return [...said.matchAll(/^remote: (.*)$/gm)].map(([, line]) => line).join('\n');
}
