/**
 * Commits as a stream for `git fast-import`: https://git-scm.com/docs/git-fast-import#_input_format
 *
 * `feature done` is what makes a cut stream an error: without it a truncated stream commits half and exits 0.
 */
import type { Change, CommitIds, NewCommit } from '../repository.ts';
import { signature } from '../signature.ts';
import { quotePath } from './quote-path.ts';

/** Prints commits; each is followed by questions whose answers `parseAnswers` reads. */
export function* importStream(commits: readonly NewCommit[]): Generator<string | Uint8Array> {
  yield 'feature done\n';
  for (const [index, commit] of commits.entries()) {
    const mark = `:${index + 1}`;
    yield `commit ${commit.ref}\nmark ${mark}\n`;
    const who = signature(commit.author, commit.time);
    yield `author ${who}\ncommitter ${who}\n`;
    yield* data(commit.message);
    if (commit.parent !== undefined) yield `from ${commit.parent}\n`;
    for (const parent of commit.merged ?? []) yield `merge ${parent}\n`;
    if (commit.base !== undefined)
      yield commit.base === 'empty' ? 'deleteall\n' : `M 040000 ${commit.base} \n`;
    for (const change of commit.changes) yield* printChange(change);
    yield `\nget-mark ${mark}\nls ${mark} ""\n`;
  }
  yield 'done\n';
}

function* printChange(change: Change): Generator<string | Uint8Array> {
  const path = quotePath(change.path);
  if ('deleted' in change) yield Buffer.concat([Buffer.from('D '), path]);
  else if ('oid' in change) yield Buffer.concat([Buffer.from(`M ${change.mode} ${change.oid} `), path]);
  else {
    yield Buffer.concat([Buffer.from(`M ${change.mode} inline `), path, Buffer.from('\n')]);
    yield* data(change.content);
    return;
  }
  yield '\n';
}

function* data(content: string | Uint8Array): Generator<string | Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  yield `data ${bytes.length}\n`;
  yield bytes;
  yield '\n';
}

/** Git's ids of the tree with nothing in it, by the length of an id: `ls` of an empty root says `missing`. */
const EMPTY_TREES: Readonly<Record<number, string>> = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** Reads fast-import's answers to the questions in the stream: two lines a commit. */
export function parseAnswers(output: string): CommitIds[] {
  const lines = output.split('\n').filter(line => line !== '');
  const ids: CommitIds[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [commit = '', root = ''] = lines.slice(at, at + 2);
    ids.push({ commit, tree: parseRoot(root, commit.length) });
  }
  return ids;
}

/** Reads the answer to `ls` of a root: the id of the tree, by the length of ids in the repository. */
export function parseRoot(answer: string, length: number): string {
  return /^040000 tree ([0-9a-f]+)\t/.exec(answer)?.[1] ?? EMPTY_TREES[length] ?? '';
}

/** A commit that somebody else makes, of a tree that is made here. */
export interface Foreign {
  readonly ref: string;
  /** What the changes are made to: a tree, or `empty`. */
  readonly base: string;
  readonly changes: readonly Change[];
  /** Where the ref moves to; absent while there is no commit. */
  readonly commit?: string;
}

/**
 * Prints the tree of a commit, and a question that `parseRoot` reads the answer to. fast-import makes trees only below
 * commits: this one is left behind, the same each time, with nothing in it; what it held would be held for good.
 */
export function* foreignStream({ ref, base, changes, commit }: Foreign): Generator<string | Uint8Array> {
  yield 'feature done\n';
  yield `commit ${ref}\ncommitter git-run <git-run> 0 +0000\ndata 0\n`;
  yield base === 'empty' ? 'deleteall\n' : `M 040000 ${base} \n`;
  for (const change of changes) yield* printChange(change);
  yield `ls ""\ndeleteall\n\nreset ${ref}\n${commit === undefined ? '' : `from ${commit}\n`}\n`;
  yield 'done\n';
}
