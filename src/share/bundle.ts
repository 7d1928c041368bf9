/**
 * Runs in one file, for where there is no network: a bundle of Git's. It holds what a push to a remote that has nothing
 * but the published commits would carry, and is opened as a remote is fetched.
 */
import type { Remotes } from '../git/remotes.ts';
import { EXPERIMENTS } from '../run/run-ref.ts';
import type { PushReport } from '../run/sharing.ts';
import { NO_LIMITS } from './host-limits.ts';
import { planFrom, type Sending } from './plan-push.ts';
import { listRecords } from './plan-records.ts';
import { weighPush } from './weigh-push.ts';

export interface BundleRequest extends Sending {
  readonly remotes: Remotes;
  /** An absolute path. */
  readonly file: string;
  /** Commits that whoever opens it has: those of a remote, as last fetched. */
  readonly published: readonly string[];
}

/** Writes the file, in the place of one that is there; with no run to go nothing is written. */
export async function createBundle(request: BundleRequest): Promise<PushReport> {
  const { repository, remotes, file, shown, published } = request;
  const records = await listRecords(repository);
  const plan = await planFrom(request, { there: { ours: new Map(), published }, records });
  const { objects, bytes } = await weighPush({ repository, remotes, limits: NO_LIMITS }, plan);
  const names = [...plan.records, ...plan.runs.map(({ change }) => change)].map(({ name }) => name);
  const bases = request.withHistory ? [] : plan.known;
  if (plan.runs.length > 0) await remotes.bundle(file, { names, bases });
  return {
    remote: shown,
    dryRun: false,
    removes: false,
    runs: plan.runs.map(({ run }) => run),
    same: 0,
    experiments: plan.records.filter(({ name }) => name.startsWith(EXPERIMENTS)).length,
    objects,
    bytes,
    commits: plan.commits,
    refused: plan.refused,
  };
}
