/**
 * A signed commit. fast-import cannot sign: it makes the tree, `commit-tree -S` the commit. Then fast-import is told all
 * of it once more, and moves the ref: what a gc has taken away meanwhile, since nothing referred to it yet, is there
 * again. Nothing is held open, and nothing kept from a gc, while somebody looks for a passphrase.
 */

import { GitCommandError, SigningError } from '../../run/repository-errors.ts';
import type { CommitIds, NewCommit, Place } from '../repository.ts';
import type { Signing } from '../signing.ts';
import { runImport } from './import-commits.ts';
import { foreignStream, parseRoot } from './import-stream.ts';
import type { GitProgram } from './program.ts';

export interface SignedCommit extends NewCommit {
  readonly sign: Signing;
  /** What the changes are made to: a tree, or `empty`. */
  readonly base: string;
}

/** Makes it and moves its ref. Throws as `Objects.commit`; SigningError. */
export async function importSigned(git: GitProgram, place: Place, commit: SignedCommit): Promise<CommitIds> {
  const length = place.objectFormat === 'sha256' ? 64 : 40;
  let tree = '';
  await runImport(git, place, {
    refs: [],
    stream: () => foreignStream(commit),
    made(answers) {
      tree = parseRoot(answers, length);
      return [];
    },
  });
  const ids = { commit: await signedCommit(git, commit, tree), tree };
  const stream = () => foreignStream({ ...commit, commit: ids.commit });
  await runImport(git, place, { refs: [commit.ref], stream, made: () => [ids] });
  return ids;
}

async function signedCommit(git: GitProgram, commit: SignedCommit, tree: string): Promise<string> {
  const { author, time, parent, merged = [], message, sign } = commit;
  const date = `@${Math.floor(time)} +0000`;
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date,
  };
  // No header of an encoding: an unsigned commit has none either.
  const args = ['-c', 'i18n.commitEncoding=UTF-8', 'commit-tree', '-S', tree];
  const parents = parent === undefined ? [] : [parent, ...merged];
  const upon = parents.flatMap(oid => ['-p', oid]);
  const signal = AbortSignal.timeout(sign.limit);
  try {
    return (await git([...args, ...upon], { input: message, env, signal, gently: true })).toString().trim();
  } catch (error) {
    if (signal.aborted) throw new SigningError(`no signature within ${sign.limit / 1000} s`);
    if (!(error instanceof GitCommandError) || TAKEN_AWAY.test(error.data.stderr)) throw error;
    throw new SigningError(reasonIn(error.data.stderr));
  }
}

/** A `git gc --prune=now` beside us removes what nothing refers to yet: that is no matter of the key. */
const TAKEN_AWAY = /not a valid (?:object name|'tree' object)/;

/** Characters: it stands in a line of a commit's message. */
const MOST = 200;

/** What the signing program, or Git, said: `error: gpg failed to sign the data:` heads what gpg itself had to say. */
function reasonIn(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map(line => line.replace(/^(?:error|fatal): /, '').trim())
    .filter(
      line => line !== '' && !line.startsWith('[GNUPG:]') && !line.startsWith('failed to write commit'),
    );
  return lines.join('; ').slice(0, MOST) || 'git commit-tree -S failed';
}
