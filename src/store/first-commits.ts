/** The two commits a run begins with: its source, and the run as it ended. All others are edits. */
import type { GitObject, Identity, Objects } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import type { LoadedRun } from './load.ts';

export interface CommitFacts {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  /** Seconds since 1970. */
  readonly time: number;
  readonly message: string;
}

export interface FirstCommits {
  readonly run: CommitFacts;
  /** `isOurs`: made by git-run, of a work tree with edits; else it is a commit of the user's. */
  readonly source: CommitFacts & { readonly isOurs: boolean };
}

/** Edits that are followed back. */
const MOST_EDITS = 10_000;

/** Finds them. Throws CorruptRecordError where the run does not descend from its source. */
export async function firstCommits(
  objects: Objects,
  { commit, run }: Pick<LoadedRun, 'commit' | 'run'>,
): Promise<FirstCommits> {
  let facts = await commitFacts(objects, commit);
  for (let steps = 0; !facts.parents.includes(run.source.commit); steps++) {
    const [parent] = facts.parents;
    if (parent === undefined || steps === MOST_EDITS)
      throw new CorruptRecordError(`run ${run.id}`, 'its commit does not descend from its source');
    facts = await commitFacts(objects, parent);
  }
  const source = await commitFacts(objects, run.source.commit);
  return { run: facts, source: { ...source, isOurs: isSourceOfOurs(source.message) } };
}

/** Whether a commit's message is that of a source that was made for a run or a snapshot. */
export function isSourceOfOurs(message: string): boolean {
  return /^Source (?:of run [0-9a-z]{26}\b|snapshot$|unknown$)/m.test(message.split('\n', 1)[0] as string);
}

/** Reads a commit. Throws CorruptRecordError. */
export async function commitFacts(objects: Pick<Objects, 'read'>, oid: string): Promise<CommitFacts> {
  const [object] = await objects.read([oid]);
  const facts = parseCommit(object);
  if (facts === undefined) throw new CorruptRecordError(`commit ${oid}`, 'it is missing or cannot be read');
  return facts;
}

/** A commit's lines: https://git-scm.com/docs/gitformat-commit. Undefined for what is none. */
export function parseCommit(object: GitObject | undefined): CommitFacts | undefined {
  if (object?.type !== 'commit') return undefined;
  const text = object.content.toString();
  const [head = ''] = text.split('\n\n', 1);
  const tree = /^tree ([0-9a-f]+)$/m.exec(head)?.[1];
  const [, name = '', email = '', time = '0'] = /^author (.*?) ?<(.*)> (\d+) [+-]\d{4}$/m.exec(head) ?? [];
  if (tree === undefined) return undefined;
  return {
    tree,
    parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id]) => id as string),
    author: { name, email },
    time: Number(time),
    message: text.slice(head.length + 2),
  };
}
