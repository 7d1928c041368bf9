/** What a checkout is going to do, as a value: where to, which files, and the way back. Pure. */
import { basename, dirname, join } from 'node:path';
import type { Place, Status } from '../git/repository.ts';
import { UnfinishedCheckoutError, WouldOverwriteError } from '../run/errors.ts';
import type { Artifact } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { shortId } from '../run/run-id.ts';
import type { SourceFiles } from './source-files.ts';

/** What the user asks for. */
export interface CheckoutWish {
  readonly what: 'all' | 'code' | 'artifacts';
  readonly inPlace: boolean;
  /** Absolute. */
  readonly path?: string;
}

export interface CheckoutPlan {
  readonly kind: 'worktree' | 'in-place' | 'artifacts';
  /** Where the files go, absolute. */
  readonly path: string;
  /** The source commit; absent where only artifacts are asked for. */
  readonly commit?: string;
  /** Those to write. */
  readonly artifacts: readonly Artifact[];
  /** Those whose place the source takes: its own file stays. */
  readonly leftOut: readonly Artifact[];
  /** The command that takes an in-place checkout back. */
  readonly wayBack?: readonly string[];
}

export interface CheckoutFacts {
  readonly run: Pick<Run, 'id' | 'name' | 'source'>;
  readonly wish: CheckoutWish;
  readonly place: Pick<Place, 'workTree' | 'commonDir'>;
  /** The working directory. */
  readonly cwd: string;
  /** Empty where only code is asked for. */
  readonly artifacts: readonly Artifact[];
  /** Absent where only artifacts are asked for. */
  readonly source?: SourceFiles;
  /** Of the work tree, for a checkout in place. */
  readonly status?: Status;
  /** What Git is in the middle of there, such as `a rebase`. */
  readonly underWay?: string | undefined;
  /** What is at a path; `half` is a checkout that was killed. */
  look(path: string): 'nothing' | 'empty' | 'taken' | 'half';
}

/** Plans a checkout. Throws WouldOverwriteError, UnfinishedCheckoutError where something is in the way. */
export function planCheckout(facts: CheckoutFacts): CheckoutPlan {
  const { run, wish, source, status } = facts;
  const { artifacts, leftOut } = divide(facts.artifacts, source);
  const files = { artifacts, leftOut };
  if (wish.what === 'artifacts') {
    const path = wish.path ?? join(facts.cwd, `${directoryName(run)}-artifacts`);
    return { kind: 'artifacts', path: free(facts, path), ...files };
  }
  const { commit } = run.source;
  if (status === undefined) return { kind: 'worktree', path: besideRepository(facts), commit, ...files };
  refuseUnlessClean(facts, status);
  const path = facts.place.workTree as string;
  return { kind: 'in-place', path, commit, ...files, wayBack: wayBack(status) };
}

/** Parts artifacts into those that have room beside the source and those whose path it takes, whole or in part. */
function divide(all: readonly Artifact[], source: SourceFiles | undefined) {
  const files = new Set(source?.files.map(({ path }) => path));
  const directories = new Set([...files].flatMap(parents));
  const taken = ({ path }: Artifact): boolean =>
    files.has(path) || directories.has(path) || parents(path).some(parent => files.has(parent));
  return { artifacts: all.filter(artifact => !taken(artifact)), leftOut: all.filter(taken) };
}

function parents(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** `../repository-swift-otter`; with the end of the run's id where that is there already. */
function besideRepository(facts: CheckoutFacts): string {
  const { run, wish, place } = facts;
  if (wish.path !== undefined) return free(facts, wish.path);
  const top = place.workTree ?? place.commonDir.replace(/\/?\.git$/, '');
  const path = join(dirname(top), `${basename(top)}-${directoryName(run)}`);
  return facts.look(path) === 'nothing' ? path : free(facts, `${path}-${shortId(run.id)}`);
}

/** A run's name is anybody's text: what could be more than one plain file name is replaced. */
function directoryName({ id, name }: Pick<Run, 'id' | 'name'>): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '');
  return plain.slice(0, 60) || shortId(id);
}

function free({ look }: CheckoutFacts, path: string): string {
  const there = look(path);
  if (there === 'half') throw new UnfinishedCheckoutError(path);
  if (there === 'taken') throw new WouldOverwriteError(path, 'it is there already, and not empty');
  return path;
}

/** So many paths are named. */
const SOME = 5;

function refuseUnlessClean({ underWay, place }: CheckoutFacts, { entries }: Status): void {
  const top = place.workTree as string;
  if (underWay !== undefined) throw new WouldOverwriteError(top, `${underWay} is under way`);
  if (entries.length === 0) return;
  const paths = entries.slice(0, SOME).map(({ path }) => path);
  const more = entries.length > SOME ? ` and ${entries.length - SOME} more` : '';
  throw new WouldOverwriteError(top, `it has changes that are not committed: ${paths.join(', ')}${more}`);
}

function wayBack({ head, branch }: Status): string[] {
  if (head === undefined) return ['git', 'switch', '--orphan', branch ?? 'main'];
  return branch === undefined ? ['git', 'switch', '--detach', head] : ['git', 'switch', branch];
}
