/** The signatures of runs, judged by what the user's own configuration says of keys; never by anything in a run. */
import type { Repository } from '../git/repository.ts';
import { type RunSignatures, stateOf, type Verdict, type VouchedCommit } from '../run/signature.ts';
import { type OwnCommit, type RunHistory, runHistory } from './run-history.ts';
import { MISSING, type SoundObjects, soundObjects } from './sound-objects.ts';
import { DIRECTORY, type TreeItem, treeItems } from './tree-items.ts';

/** Judges runs by the commits their refs are at, in order: all signatures in one call of Git, where there is any. */
export async function judgeRuns(
  repository: Repository,
  tips: readonly string[],
): Promise<readonly RunSignatures[]> {
  const objects = soundObjects(repository);
  const found: Vouching[] = [];
  for (const tip of tips) found.push(await vouching(objects, tip));
  const all = [...new Set(found.flatMap(({ firsts, edits }) => [...firsts, ...edits]))];
  const commits = await vouchedCommits(repository, objects, all);
  const vouched = (oid: string) => commits.get(oid) as VouchedCommit;
  return found.map(({ firsts, edits, ...trouble }) => ({
    run: firsts.map(vouched).reduce(worse),
    edits: edits.map(vouched),
    ...trouble,
  }));
}

interface Vouching extends Pick<RunSignatures, 'altered' | 'incomplete'> {
  /** The commit of the run; of one that was purged in two clones and merged, both. */
  readonly firsts: readonly string[];
  /** Of later commits those that bring something, oldest first. */
  readonly edits: readonly string[];
}

async function vouching(objects: SoundObjects, tip: string): Promise<Vouching> {
  const history = await runHistory(objects, tip);
  if (typeof history === 'string')
    return { firsts: [tip], edits: [], [history.endsWith(MISSING) ? 'incomplete' : 'altered']: history };
  const { commits } = history;
  const edits: string[] = [];
  for (const [oid, commit] of commits) if (await bringsAny(objects, commit, commits)) edits.unshift(oid);
  const firsts = [...commits].filter(([, { parents }]) => parents.length === 0).map(([oid]) => oid);
  return { firsts, edits };
}

async function bringsAny(
  objects: SoundObjects,
  { tree, parents }: OwnCommit,
  commits: RunHistory['commits'],
): Promise<boolean> {
  const before = parents.map(parent => commits.get(parent)?.tree as string);
  return before.length > 0 && !(await isMadeOf(objects, tree, before));
}

/** Whether each file of a tree is, as it is and where it is, in one of some others. */
async function isMadeOf(objects: SoundObjects, tree: string, others: readonly string[]): Promise<boolean> {
  const open: [string, readonly string[]][] = [[tree, others]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [now, before] = pair;
    if (before.includes(now)) continue;
    const items = await itemsOf(objects, now);
    if (items === undefined) return false;
    const known = await Promise.all(before.map(async oid => (await itemsOf(objects, oid)) ?? []));
    for (const { name, mode, oid } of items) {
      const same = known.flatMap(one => one.filter(item => item.name === name && item.mode === mode));
      if (same.some(item => item.oid === oid)) continue;
      if (mode !== DIRECTORY || same.length === 0) return false;
      open.push([oid, same.map(item => item.oid)]);
    }
  }
  return true;
}

async function itemsOf(objects: SoundObjects, tree: string): Promise<readonly TreeItem[] | undefined> {
  const [object] = await objects.read([tree]);
  return typeof object === 'object' ? treeItems(object.content, tree) : undefined;
}

async function vouchedCommits(
  { signatures }: Repository,
  objects: SoundObjects,
  oids: readonly string[],
): Promise<Map<string, VouchedCommit>> {
  const [contents, verdicts] = [await objects.read(oids), await signatures.verify(oids)];
  return new Map(
    oids.map((oid, at) => {
      const object = contents[at];
      const message = typeof object === 'object' ? messageOf(object.content) : '';
      return [oid, vouchedCommit(oid, message, verdicts[at])];
    }),
  );
}

function vouchedCommit(commit: string, message: string, verdict: Verdict | undefined): VouchedCommit {
  const [subject = ''] = message.split('\n', 1);
  const unsigned = /^Unsigned: (.+)$/m.exec(message)?.[1];
  if (verdict !== undefined) return { commit, subject, verdict };
  return { commit, subject, ...(unsigned === undefined ? {} : { unsigned }) };
}

function messageOf(content: Buffer): string {
  const text = content.toString();
  return text.slice(text.indexOf('\n\n') + 2);
}

const FROM_THE_WORST = ['bad', 'unsigned', 'untrusted', 'trusted'] as const;

function worse(one: VouchedCommit, other: VouchedCommit): VouchedCommit {
  const rank = (commit: VouchedCommit) => FROM_THE_WORST.indexOf(stateOf(commit));
  return rank(other) < rank(one) ? other : one;
}
