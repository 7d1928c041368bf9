/** `checkout RUN`: the source and the artifacts as the run had them; read → plan → apply. */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digest, onDisk } from '../capture/file-digest.ts';
import type { Repository } from '../git/repository.ts';
import { recordedHere } from '../record/maintain.ts';
import { WouldOverwriteError } from '../run/errors.ts';
import type { Artifact } from '../run/manifest.ts';
import { BareRepositoryError } from '../run/repository-errors.ts';
import type { NestedRepository } from '../run/source.ts';
import { type LoadedRun, loadDetail } from '../store/load.ts';
import { artifactFiles } from './artifact-files.ts';
import { checkoutSource, type LaidSource } from './checkout.ts';
import { switchInPlace, underWay } from './in-place.ts';
import { refuseRepositoriesWithin, submodulesElsewhere } from './in-place-submodules.ts';
import { linkInto } from './link.ts';
import { type CheckoutFacts, type CheckoutPlan, type CheckoutWish, planCheckout } from './plan-checkout.ts';
import { listSource, type SubmoduleCommit } from './source-files.ts';
import { type ExactFile, type Written, writeExact } from './write-exact.ts';

export interface CheckoutRequest {
  readonly repository: Repository;
  readonly run: LoadedRun;
  readonly wish: CheckoutWish;
  /** The working directory. */
  readonly cwd: string;
  /** Paths a new worktree gets linked from the user's own, where they are there and the source lacks them. */
  readonly link: readonly string[];
}

export interface CheckedOut {
  readonly plan: CheckoutPlan;
  readonly written: Written;
  /** Of the paths to link, those that were. */
  readonly linked: readonly string[];
  /** Submodules that were filled from the user's own clones of them. */
  readonly filled: readonly NestedRepository[];
  /** Submodules that are not here as the run had them. */
  readonly missing: readonly SubmoduleCommit[];
}

/**
 * Checks a run out. Nothing of the run is executed, every byte is checked against its digest, and where that fails
 * nothing is left behind. Throws WouldOverwriteError, DigestMismatchError, UnsafePathError, CorruptRecordError.
 */
export async function checkoutRun(request: CheckoutRequest): Promise<CheckedOut> {
  const facts = await read(request);
  const plan = planCheckout(facts);
  const laid = await apply(request, plan, facts);
  const { workTree } = request.repository.place;
  const linked = plan.kind === 'worktree' ? await linkInto(plan.path, workTree, request.link) : [];
  return { plan, ...laid, linked };
}

async function read({ repository, run: loaded, wish, cwd }: CheckoutRequest): Promise<CheckoutFacts> {
  const { run } = loaded;
  const { place, worktree, objects } = repository;
  if (wish.inPlace && place.workTree === undefined) throw new BareRepositoryError(place.gitDir);
  const { commit, raw } = run.source;
  const [artifacts, source, status] = await Promise.all([
    wish.what === 'code' ? [] : loadDetail(objects, loaded).then(detail => detail.artifacts),
    wish.what === 'artifacts' ? undefined : listSource(repository, commit, raw),
    wish.inPlace ? worktree.status() : undefined,
  ]);
  return {
    run,
    wish,
    place,
    cwd,
    artifacts,
    ...(source === undefined ? {} : { source }),
    ...(status === undefined ? {} : { status, underWay: underWay(repository) }),
    look,
  };
}

function look(path: string): ReturnType<CheckoutFacts['look']> {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'nothing';
  if (!stat.isDirectory()) return 'taken';
  if (readdirSync(path).length === 0) return 'empty';
  return isHalf(path) ? 'half' : 'taken';
}

/** A worktree gets its index when all its files are there: https://git-scm.com/docs/gitrepository-layout */
function isHalf(path: string): boolean {
  try {
    const [, gitDir] =
      /^gitdir: (.*\/worktrees\/[^/\n]+)$/m.exec(readFileSync(join(path, '.git'), 'utf8')) ?? [];
    return gitDir !== undefined && !existsSync(join(gitDir, 'index'));
  } catch {
    return false;
  }
}

async function apply(
  { repository, run: { run, commit: runCommit } }: CheckoutRequest,
  plan: CheckoutPlan,
  { source, status }: CheckoutFacts,
): Promise<LaidSource> {
  const links = (await recordedHere(repository, run.id)) ? 'as-is' : 'inside';
  const artifacts = (list: readonly Artifact[]) => artifactFiles(repository, runCommit, list);
  if (plan.kind === 'artifacts') {
    const written = await writeArtifacts(plan.path, await artifacts(plan.artifacts), links);
    return { written, filled: [], missing: [] };
  }
  const { commit } = run.source;
  if (plan.kind === 'worktree' || source === undefined || status === undefined) {
    const beside = await artifacts(plan.artifacts);
    return checkoutSource({ repository, commit, path: plan.path, source: run.source, links, beside });
  }
  refuseRepositoriesWithin(repository, run.source);
  const beside = await artifacts(await missing(repository, plan.artifacts));
  const written = await switchInPlace({ repository, commit, source, beside, links, status });
  const elsewhere = await submodulesElsewhere(repository, source.submodules, run.source);
  return { written, filled: [], missing: elsewhere };
}

/** All or nothing: the directory gets its name when everything in it is whole. */
async function writeArtifacts(
  path: string,
  files: readonly ExactFile[],
  links: 'as-is' | 'inside',
): Promise<Written> {
  await mkdir(dirname(path), { recursive: true });
  const partial = await mkdtemp(`${path}.partial-`);
  try {
    const root = join(partial, 'files');
    await mkdir(root);
    const written = await writeExact({ root, files, links });
    await rename(root, path);
    return written;
  } finally {
    // Whole or not has been decided: a directory that cannot be removed changes nothing of it.
    await rm(partial, { recursive: true, force: true }).catch(() => {});
  }
}

/** Artifacts that lie in the work tree as they are need not be written; others must not be written over. */
async function missing({ place, worktree }: Repository, artifacts: readonly Artifact[]): Promise<Artifact[]> {
  const top = place.workTree as string;
  // What Git tracks and the source lacks goes before the artifacts come.
  const tracked = await worktree.tracked(artifacts.map(({ path }) => path));
  const absent: Artifact[] = [];
  for (const artifact of artifacts) {
    const file = onDisk(top, artifact.path);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined || tracked.has(artifact.path)) absent.push(artifact);
    else if (!stat.isFile() || (await digest(file)).sha256 !== artifact.sha256)
      throw new WouldOverwriteError(
        artifact.path,
        'an artifact of the run goes there, and other bytes lie there',
      );
  }
  return absent;
}
